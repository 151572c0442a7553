package io.tocsin.collector.resume;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ends of the topics of events and logs: the last heartbeat of a host says up to when all was
 * published; what comes after it is known only by reading it.
 */
public final class TopicTails implements AutoCloseable {
  /** Records are read from this long before the heartbeat on: stamps are not quite in order. */
  static final Duration OVERLAP = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(TopicTails.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long FIRST_WINDOW = 200;
  private static final long WINDOW_GROWTH = 16;

  private final Consumer<byte[], byte[]> consumer;
  private final Topics topics;
  private final String host;

  TopicTails(Consumer<byte[], byte[]> consumer, Topics topics, String host) {
    this.consumer = consumer;
    this.topics = topics;
    this.host = host;
  }

  /**
   * Connects with these client properties; nothing is committed and no group is joined.
   *
   * @param patience how long the broker may take for an answer
   */
  public static TopicTails open(
      Map<String, Object> kafka, Topics topics, String host, Duration patience) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "tocsin-collector-resume-" + host);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    // One partition is read after the other, and each would wait for the last one's empty answer.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new TopicTails(new KafkaConsumer<>(properties), topics, host);
  }

  /** Up to when all of the host was published; empty if nothing ever was. */
  public Optional<Instant> publishedUpTo() {
    Optional<Instant> earliest = Optional.empty();
    for (TopicPartition partition : partitions()) {
      Optional<Instant> last = lastHeartbeat(partition);
      if (last.isPresent() && (earliest.isEmpty() || last.get().isBefore(earliest.get()))) {
        earliest = last;
      }
    }
    return earliest;
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = partitions(topics.events());
    partitions.addAll(partitions(topics.logs()));
    return partitions;
  }

  private List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo partition : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, partition.partition()));
    }
    assign(partitions);
    return partitions;
  }

  private Optional<Instant> lastHeartbeat(TopicPartition partition) {
    long begin = one(consumer.beginningOffsets(List.of(partition)), partition);
    long end = one(consumer.endOffsets(List.of(partition)), partition);
    for (long window = FIRST_WINDOW; ; window *= WINDOW_GROWTH) {
      long from = Math.max(begin, end - window);
      List<Instant> beats = new ArrayList<>();
      read(
          partition,
          new Range(from, end),
          record -> {
            if (record instanceof Heartbeat) {
              beats.add(record.at());
            }
          });
      if (!beats.isEmpty() || from == begin) {
        return beats.stream().max(Comparator.naturalOrder());
      }
    }
  }

  /** Shows what was published from a little before this moment on. */
  public void readSince(Instant upTo, java.util.function.Consumer<Telemetry> reader) {
    long since = upTo.minus(OVERLAP).toEpochMilli();
    for (TopicPartition partition : partitions()) {
      OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
      if (first != null) {
        long end = one(consumer.endOffsets(List.of(partition)), partition);
        read(partition, new Range(first.offset(), end), reader);
      }
    }
  }

  /** Shows the facts of all containers of the host that have not been taken back. */
  public void readContainers(java.util.function.Consumer<ContainerFacts> reader) {
    Map<String, ContainerFacts> facts = new HashMap<>();
    for (TopicPartition partition : partitions(topics.containers())) {
      long begin = one(consumer.beginningOffsets(List.of(partition)), partition);
      long end = one(consumer.endOffsets(List.of(partition)), partition);
      readRaw(partition, new Range(begin, end), record -> collect(record, facts));
    }
    facts.values().forEach(reader);
  }

  private void collect(ConsumerRecord<byte[], byte[]> record, Map<String, ContainerFacts> facts) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    facts.remove(key);
    show(
        record,
        telemetry -> {
          if (telemetry instanceof ContainerFacts fact) {
            facts.put(key, fact);
          }
        });
  }

  private void read(
      TopicPartition partition, Range range, java.util.function.Consumer<Telemetry> reader) {
    readRaw(partition, range, record -> show(record, reader));
  }

  private void readRaw(TopicPartition partition, Range range, RecordReader reader) {
    if (range.from >= range.to) {
      return;
    }
    consumer.seek(partition, range.from);
    consumer.resume(List.of(partition));
    while (consumer.position(partition) < range.to) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        reader.read(record);
      }
    }
    consumer.pause(List.of(partition));
  }

  /** Partitions stay assigned and paused: Kafka warns of answers about those that are not its. */
  private void assign(List<TopicPartition> partitions) {
    Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
    if (assigned.addAll(partitions)) {
      consumer.assign(assigned);
      consumer.pause(assigned);
    }
  }

  /** Takes records as they are. */
  private interface RecordReader {
    void read(ConsumerRecord<byte[], byte[]> record);
  }

  private void show(
      ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<Telemetry> reader) {
    try {
      Telemetry telemetry = record.value() == null ? null : Wire.readTelemetry(record.value());
      if (telemetry != null && telemetry.subject().host().equals(host)) {
        reader.accept(telemetry);
      }
    } catch (TelemetryFormatException e) {
      LOG.debug("passed over: {}", e.getMessage()); // detection has it in the dead letters
    }
  }

  private static long one(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    Long offset = offsets.get(partition);
    return offset == null ? 0 : offset;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private record Range(long from, long to) {}
}
