package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.telemetry.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Fetches partitions side by side, none of them far ahead of the others. */
final class PartitionFetch {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] HEARTBEAT =
      ("{\"schema\":\"" + Heartbeat.SCHEMA + '"').getBytes(StandardCharsets.US_ASCII);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final RecordRange range;
  private final Map<TopicPartition, RecordedPartition> partitions = new HashMap<>();
  private final List<RecordedPartition> open = new ArrayList<>();
  private long all;
  private long read;

  PartitionFetch(KafkaConsumer<byte[], byte[]> consumer, RecordRange range) {
    this.consumer = consumer;
    this.range = range;
  }

  /**
   * Begins with these topics.
   *
   * @param names topic → its name without a prefix
   */
  void begin(Map<String, String> names) {
    List<TopicPartition> wanted = new ArrayList<>();
    names
        .keySet()
        .forEach(
            topic ->
                consumer
                    .partitionsFor(topic, PATIENCE)
                    .forEach(info -> wanted.add(new TopicPartition(topic, info.partition()))));
    consumer.assign(wanted);
    Map<TopicPartition, Long> ends = consumer.endOffsets(wanted, PATIENCE);
    Map<TopicPartition, Long> times = new HashMap<>();
    wanted.forEach(partition -> times.put(partition, range.fromMillis()));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, PATIENCE);
    Map<TopicPartition, OffsetAndTimestamp> beyond = beyond(wanted);
    partitions.clear();
    open.clear();
    for (TopicPartition partition : wanted) {
      long end = ends.getOrDefault(partition, 0L);
      OffsetAndTimestamp start = starts.get(partition);
      OffsetAndTimestamp last = beyond.get(partition);
      all += Math.max(0, offset(last, end) - offset(start, end));
      begin(
          new RecordedPartition(
              partition,
              Objects.requireNonNull(names.get(partition.topic()), partition.topic()),
              end),
          start);
    }
  }

  /** Where the range ends; up to there it is read, and a little further until that is sure. */
  private Map<TopicPartition, OffsetAndTimestamp> beyond(List<TopicPartition> wanted) {
    if (range.toMillis() == Long.MAX_VALUE) {
      return Map.of();
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    wanted.forEach(partition -> times.put(partition, range.toMillis() + 1));
    return consumer.offsetsForTimes(times, PATIENCE);
  }

  private static long offset(@Nullable OffsetAndTimestamp found, long otherwise) {
    return found == null ? otherwise : found.offset();
  }

  private void begin(RecordedPartition partition, @Nullable OffsetAndTimestamp start) {
    long from = offset(start, partition.end());
    consumer.seek(partition.partition(), from);
    if (from < partition.end()) {
      partitions.put(partition.partition(), partition);
      open.add(partition);
    } else {
      consumer.pause(List.of(partition.partition()));
    }
  }

  /** The next record of them all; null at the end. */
  @Nullable ArchiveRecord next() {
    Instant limit = Instant.MAX;
    while (true) {
      RecordedPartition first = null;
      boolean isComplete = true;
      for (RecordedPartition each : open) {
        if (each.isEmpty()) {
          isComplete &= each.isOver();
        } else if (first == null || each.nextClock() < first.nextClock()) {
          first = each;
        }
      }
      if (isComplete) {
        return first == null ? null : first.take();
      }
      limit = limit.equals(Instant.MAX) ? Instant.now().plus(PATIENCE) : limit;
      if (fetch()) {
        limit = Instant.MAX;
      } else if (Instant.now().isAfter(limit)) {
        throw new Unreachable("The broker does not give its records out.", "Is it well?");
      }
    }
  }

  /** Between 0 and 1. */
  double share() {
    return all == 0 ? 1 : Math.min(1, (double) read / all);
  }

  private boolean fetch() {
    for (RecordedPartition each : open) {
      if (each.isOver() || each.hasEnough()) {
        consumer.pause(List.of(each.partition()));
      } else {
        consumer.resume(List.of(each.partition()));
      }
    }
    boolean isNews = false;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      take(record);
      isNews = true;
    }
    for (RecordedPartition each : open) {
      if (!each.isOver() && consumer.position(each.partition(), PATIENCE) >= each.end()) {
        each.over();
        isNews = true;
      }
    }
    return isNews;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    RecordedPartition partition =
        partitions.get(new TopicPartition(record.topic(), record.partition()));
    if (partition == null || partition.isOver() || record.offset() >= partition.end()) {
      return;
    }
    read++;
    if (record.timestamp() > range.toMillis()) {
      // A heartbeat promises that nothing of before is to come.
      if (isHeartbeat(record.value())) {
        partition.over();
      }
      return;
    }
    if (record.value() != null) {
      Place place = new Place(record.partition(), record.offset(), record.timestamp());
      String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
      partition.add(new ArchiveRecord(partition.topic(), place, key, record.value()));
    }
  }

  private static boolean isHeartbeat(byte @Nullable [] value) {
    return value != null
        && value.length > HEARTBEAT.length
        && Arrays.equals(value, 0, HEARTBEAT.length, HEARTBEAT, 0, HEARTBEAT.length);
  }
}
