package io.tocsin.app.digest;

import io.tocsin.alerts.Review;
import io.tocsin.app.topics.Reading;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a day's samples and events once, without haste: it shares its process with all that must
 * not wait.
 */
public final class DayReview implements Review {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BREATH = Duration.ofMillis(10);

  private final Map<String, Object> kafka;
  private final Topics topics;

  public DayReview(Map<String, Object> kafka, Topics topics) {
    this.kafka = Map.copyOf(kafka);
    this.topics = topics;
  }

  @Override
  public List<String> of(Instant from, Instant to) throws InterruptedException {
    DayTally tally = new DayTally();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> ends = begin(consumer, from);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey(), ANSWER) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, to, tally);
        }
        Thread.sleep(BREATH.toMillis());
      }
    }
    return tally.lines();
  }

  private Map<TopicPartition, Long> begin(KafkaConsumer<byte[], byte[]> consumer, Instant from) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(topics.stats(), topics.events())) {
      consumer
          .partitionsFor(topic, ANSWER)
          .forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, ANSWER);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
    }
    return ends;
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Instant to, DayTally tally) {
    if (record.value() == null || record.timestamp() > to.toEpochMilli()) {
      return;
    }
    try {
      tally.on(Wire.readTelemetry(record.value()));
    } catch (TelemetryFormatException e) {
      // whoever detects has told of it
    }
  }

  private Map<String, Object> settings() {
    return Reading.settings(kafka, "tocsin-digest");
  }
}
