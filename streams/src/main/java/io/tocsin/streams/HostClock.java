package io.tocsin.streams;

import io.tocsin.telemetry.Heartbeat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * How far each host's telemetry is complete. A heartbeat promises it for its own partition; where
 * those of several partitions come together, the one furthest behind counts.
 */
final class HostClock {
  /** The partition that a heartbeat was read from, on records that have changed partitions. */
  static final String PARTITION = "tocsin.partition";

  private final Map<String, Map<Integer, Instant>> partitions = new HashMap<>();
  private final Map<String, Instant> watermarks = new HashMap<>();

  void forget() {
    partitions.clear();
    watermarks.clear();
  }

  /** Takes a heartbeat of a partition in; true if the host's watermark has moved. */
  boolean advance(Heartbeat heartbeat, int partition) {
    return advance(heartbeat, partition, 1);
  }

  /**
   * Takes a heartbeat of a partition in; true if the host's watermark has moved.
   *
   * @param expected of so many partitions one must know before it moves
   */
  boolean advance(Heartbeat heartbeat, int partition, int expected) {
    Map<Integer, Instant> promised =
        partitions.computeIfAbsent(heartbeat.host(), host -> new HashMap<>());
    promised.merge(partition, heartbeat.at(), HostClock::later);
    return promised.size() >= expected && advance(heartbeat.host(), promised);
  }

  private boolean advance(String host, Map<Integer, Instant> promised) {
    Instant complete = Collections.min(promised.values());
    Instant before = watermarks.getOrDefault(host, Instant.MIN);
    if (!complete.isAfter(before)) {
      return false;
    }
    watermarks.put(host, complete);
    return true;
  }

  Instant of(String host) {
    return watermarks.getOrDefault(host, Instant.MIN);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The partition from which a record came that has changed partitions. */
  static int partition(Headers headers) {
    Header header = headers.lastHeader(PARTITION);
    return header == null || header.value().length != Integer.BYTES
        ? 0
        : ByteBuffer.wrap(header.value()).getInt();
  }
}
