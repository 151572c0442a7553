package io.tocsin.streams;

import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Puts what several partitions tell of a host in the order of its time: they are read one ahead of
 * the other, by minutes where much lies there. So what is found of it does not hang on chance.
 */
final class HostOrder {
  private static final String KEY = "@waiting/";

  /** More than a day of a busy host tells. */
  private static final int MOST = 50_000;

  private final Map<String, PriorityQueue<Held>> hosts = new HashMap<>();
  private final Map<Long, Held> unwritten = new LinkedHashMap<>();
  private final List<String> released = new ArrayList<>();
  private long next;

  /**
   * What waits.
   *
   * @param number in the order of its arrival
   * @param value as it was read
   */
  private record Held(long number, int partition, Telemetry telemetry, ByteBuffer value) {
    static final Comparator<Held> IN_TIME =
        Comparator.comparing((Held each) -> each.telemetry().at())
            .thenComparingInt(Held::partition)
            .thenComparingLong(Held::number);

    String key() {
      return KEY + number;
    }
  }

  static boolean isKeptAs(String key) {
    return key.startsWith(KEY);
  }

  /** Takes back what waited. */
  void restore(String key, byte[] kept) {
    long number = Long.parseLong(key.substring(KEY.length()));
    ByteBuffer buffer = ByteBuffer.wrap(kept);
    int partition = buffer.getInt();
    ByteBuffer value = buffer.slice();
    try {
      add(new Held(number, partition, Wire.readTelemetry(bytes(value)), value));
      next = Math.max(next, number + 1);
    } catch (TelemetryFormatException e) {
      released.add(key); // of another version
    }
  }

  /** Keeps a record until all partitions have been read so far. */
  void hold(Telemetry telemetry, int partition, byte[] value) {
    Held held = new Held(next++, partition, telemetry, ByteBuffer.wrap(value));
    add(held);
    unwritten.put(held.number(), held);
  }

  private void add(Held held) {
    hosts
        .computeIfAbsent(
            held.telemetry().subject().host(), host -> new PriorityQueue<>(Held.IN_TIME))
        .add(held);
  }

  /** Gives out what need not wait any longer, in its order; too much waits for nobody. */
  void release(String host, Instant upTo, Consumer<Telemetry> out) {
    PriorityQueue<Held> waiting = hosts.getOrDefault(host, new PriorityQueue<>(Held.IN_TIME));
    while (!waiting.isEmpty()
        && (waiting.size() > MOST || !waiting.peek().telemetry().at().isAfter(upTo))) {
      Held first = waiting.remove();
      if (unwritten.remove(first.number()) == null) {
        released.add(first.key());
      }
      out.accept(first.telemetry());
    }
  }

  /** Gives out what has changed since the last time. */
  void write(BiConsumer<String, byte[]> put, Consumer<String> delete) {
    for (Held each : unwritten.values()) {
      byte[] value = bytes(each.value());
      put.accept(
          each.key(),
          ByteBuffer.allocate(Integer.BYTES + value.length)
              .putInt(each.partition())
              .put(value)
              .array());
    }
    unwritten.clear();
    released.forEach(delete);
    released.clear();
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }
}
