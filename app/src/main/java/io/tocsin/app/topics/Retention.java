package io.tocsin.app.topics;

import io.tocsin.telemetry.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a topic keeps its records.
 *
 * @param time by the records' own times
 * @param size of all partitions together; whatever is reached first ends a record's life
 * @param segment the file size in which records are dropped
 */
record Retention(Duration time, Bytes size, Bytes segment) {
  private static final Bytes MIB = new Bytes(1024 * 1024);

  static Retention of(Duration time, int sizeMebibytes) {
    long segment = Math.max(4, Math.min(64, sizeMebibytes / 16));
    return new Retention(time, mebibytes(sizeMebibytes), mebibytes(segment));
  }

  Map<String, String> settings(int partitions) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cleanup.policy", "delete");
    settings.put("retention.ms", Long.toString(time.toMillis()));
    settings.put("retention.bytes", Long.toString(size.value() / partitions));
    settings.put("segment.bytes", Long.toString(segment.value()));
    settings.put("segment.ms", Long.toString(time.toMillis() / 12));
    return settings;
  }

  /** For topics of which the last record of a key counts. */
  static Map<String, String> compacted() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cleanup.policy", "compact");
    settings.put("segment.bytes", Long.toString(mebibytes(16).value()));
    settings.put("segment.ms", Long.toString(Duration.ofDays(1).toMillis()));
    settings.put("min.cleanable.dirty.ratio", "0.3");
    settings.put("delete.retention.ms", Long.toString(Duration.ofDays(1).toMillis()));
    return settings;
  }

  /** So too, but with all that was said in between for as long as log lines are kept. */
  static Map<String, String> compactedLater() {
    Map<String, String> settings = new LinkedHashMap<>(compacted());
    settings.put("min.compaction.lag.ms", Long.toString(Duration.ofDays(3).toMillis()));
    return settings;
  }

  private static Bytes mebibytes(long count) {
    return new Bytes(count * MIB.value());
  }
}
