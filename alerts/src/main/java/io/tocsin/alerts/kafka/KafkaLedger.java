package io.tocsin.alerts.kafka;

import io.tocsin.alerts.delivery.Ledger;
import io.tocsin.alerts.policy.Batch;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in its compacted topic, with a copy in memory. Entries of incidents that ended longer
 * ago than the policy tells of are forgotten, so that the copy does not grow for ever.
 */
public final class KafkaLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLedger.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int SWEEP_EVERY = 1_000;

  private final String topic;
  private final SureWriter writer;
  private final Duration memory;
  private final Map<String, Delivery> entries = new ConcurrentHashMap<>();
  private final Map<String, Batch> unfinished = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private int sinceSweep;

  /**
   * Begins empty; {@link #refresh} fills it.
   *
   * @param memory how long after its end an incident's entries are kept in memory
   */
  public KafkaLedger(String topic, SureWriter writer, Duration memory) {
    this.topic = topic;
    this.writer = writer;
    this.memory = memory;
  }

  @Override
  public @Nullable Delivery last(String receiver, String incident) {
    return entries.get(Delivery.key(receiver, incident));
  }

  @Override
  public void record(Delivery delivery) throws InterruptedException {
    keep(delivery);
    writer.write(new ProducerRecord<>(topic, bytes(delivery.key()), Wire.write(delivery)));
  }

  @Override
  public void recordAll(String receiver, List<Delivery> deliveries) throws InterruptedException {
    Batch batch = new Batch(receiver, deliveries);
    byte[] key = bytes(batch.key());
    finish(batch.key());
    deliveries.forEach(this::keep);
    writer.write(new ProducerRecord<>(topic, key, Wire.write(batch)));
    for (Delivery delivery : deliveries) {
      record(delivery);
    }
    writer.write(new ProducerRecord<>(topic, key, null));
  }

  /** What an earlier life did not come to write one by one must not go with its batch. */
  private void finish(String batch) throws InterruptedException {
    Batch left = unfinished.remove(batch);
    if (left != null) {
      for (Delivery delivery : left.deliveries()) {
        record(entries.getOrDefault(delivery.key(), delivery));
      }
    }
  }

  @Override
  public List<Instant> posts(String receiver, Instant since) {
    return entries.values().stream()
        .filter(entry -> entry.receiver().equals(receiver))
        .map(Delivery::post)
        .filter(Objects::nonNull)
        .map(Delivery.Post::at)
        .filter(at -> at.isAfter(since))
        .distinct()
        .sorted()
        .toList();
  }

  /** Reads what others, or this process in an earlier life, have written, up to the topic's end. */
  public synchronized void refresh(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new LedgerMissingException(topic);
    }
    consumer.assign(partitions);
    seek(consumer, partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      consumer.poll(POLL).forEach(this::keep);
    }
    partitions.forEach(p -> read.put(p, consumer.position(p)));
    LOG.debug("the ledger holds {} entries", entries.size());
  }

  private void seek(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Long position = read.get(partition);
      if (position == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, position);
      }
    }
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private void keep(ConsumerRecord<byte[], byte[]> entry) {
    String key = entry.key() == null ? "" : new String(entry.key(), StandardCharsets.UTF_8);
    if (entry.value() == null) {
      entries.remove(key);
      unfinished.remove(key);
      return;
    }
    try {
      if (Batch.isKey(key)) {
        Batch batch = Wire.read(entry.value(), Batch.class);
        batch.deliveries().forEach(this::keep);
        unfinished.put(key, batch);
      } else {
        keep(Wire.read(entry.value(), Delivery.class));
      }
    } catch (TelemetryFormatException e) {
      LOG.warn("unreadable entry at {}-{} of {}", entry.partition(), entry.offset(), topic, e);
    }
  }

  private void keep(Delivery delivery) {
    entries.merge(
        delivery.key(), delivery, (old, now) -> now.revision() >= old.revision() ? now : old);
    sweep(delivery.at());
  }

  private synchronized void sweep(Instant now) {
    if (++sinceSweep < SWEEP_EVERY) {
      return;
    }
    sinceSweep = 0;
    entries
        .values()
        .removeIf(e -> e.state() == Incident.State.RESOLVED && e.at().plus(memory).isBefore(now));
  }

  /** The topic is not there (yet). */
  static final class LedgerMissingException extends org.apache.kafka.common.KafkaException {
    LedgerMissingException(String topic) {
      super("there is no topic " + topic);
    }
  }
}
