package io.tocsin.app.verify;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.topics.Reading;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows telemetry from a moment on, and all incidents. It belongs to no group. */
public final class LiveTopics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Topics topics;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private long unreadable;

  /**
   * Begins to follow.
   *
   * @throws Unreachable if the cluster does not answer
   */
  public LiveTopics(Map<String, Object> kafka, Topics topics, Instant since) {
    this.topics = topics;
    consumer =
        new KafkaConsumer<>(
            settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      begin(since);
    } catch (KafkaException e) {
      close();
      throw unreachable(e);
    }
  }

  private void begin(Instant since) {
    List<TopicPartition> telemetry = new ArrayList<>();
    topics.telemetry().forEach(topic -> telemetry.addAll(partitions(topic)));
    List<TopicPartition> incidents = partitions(topics.incidents());
    List<TopicPartition> all = new ArrayList<>(telemetry);
    all.addAll(incidents);
    consumer.assign(all);
    consumer.seekToBeginning(incidents);
    Map<TopicPartition, Long> times = new HashMap<>();
    telemetry.forEach(partition -> times.put(partition, since.toEpochMilli()));
    consumer
        .offsetsForTimes(times, PATIENCE)
        .forEach(
            (partition, found) -> {
              if (found == null) {
                consumer.seekToEnd(List.of(partition));
              } else {
                consumer.seek(partition, found.offset());
              }
            });
  }

  private List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic, PATIENCE).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Hands on what has come, waiting for it so long at most. */
  public void poll(Duration patience, Verification to) {
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
        take(record, to);
      }
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Verification to) {
    if (record.value() == null) {
      return;
    }
    try {
      if (record.topic().equals(topics.incidents())) {
        to.on(Wire.read(record.value(), Incident.class));
      } else {
        to.on(Wire.readTelemetry(record.value()));
      }
    } catch (TelemetryFormatException e) {
      unreadable++;
    }
  }

  /** How many records could not be read. */
  public long unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
  }

  private static Unreachable unreachable(KafkaException e) {
    return new Unreachable(
        "The topics cannot be followed: " + e.getMessage(),
        "Check --bootstrap-servers, --topic-prefix and --data.",
        e);
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    return Reading.settings(kafka, "tocsin-verify");
  }
}
