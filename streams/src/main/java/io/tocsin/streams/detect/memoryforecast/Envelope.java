package io.tocsin.streams.detect.memoryforecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lowest value of each slot of time, over sixty slots. What a garbage collector gives back is
 * not in it.
 */
final class Envelope {
  static final int SLOTS = 60;

  private final Duration slot;
  private final TreeMap<Long, Long> lows = new TreeMap<>();
  private long lastIndex = Long.MIN_VALUE;
  private long lastLow;

  /** What is kept, in whole KiB. */
  record State(List<Long> slots, List<Long> lows) {}

  /**
   * @param slot the length of a slot
   */
  Envelope(Duration slot, @Nullable State kept) {
    this.slot = slot;
    for (int i = 0; kept != null && i < kept.slots().size(); i++) {
      lows.put(kept.slots().get(i), kept.lows().get(i));
    }
  }

  void add(Instant at, long kib) {
    long index = at.getEpochSecond() / slot.toSeconds();
    if (index == lastIndex && kib >= lastLow) {
      return;
    }
    lastLow = lows.merge(index, kib, Math::min);
    if (index != lastIndex) {
      lastIndex = index;
      lows.headMap(index - SLOTS, true).clear();
    }
  }

  void clear() {
    lows.clear();
    lastIndex = Long.MIN_VALUE;
  }

  /** Whether it reaches back over most of its time, without being full of holes. */
  boolean isFull() {
    return lows.size() >= SLOTS / 3 && lows.lastKey() - lows.firstKey() >= SLOTS * 4 / 5;
  }

  Instant begin() {
    return lows.isEmpty() ? Instant.MAX : Instant.ofEpochSecond(lows.firstKey() * slot.toSeconds());
  }

  Duration length() {
    return slot.multipliedBy(SLOTS);
  }

  /** The middle of each slot, in seconds after the first. */
  double[] seconds() {
    return lows.keySet().stream()
        .mapToDouble(index -> (double) (index - lows.firstKey()) * slot.toSeconds())
        .toArray();
  }

  /** The lowest value of each slot. */
  double[] lows() {
    return lows.values().stream().mapToDouble(Long::doubleValue).toArray();
  }

  /** The lowest value from each slot on to the end: what never was given back. */
  double[] kept() {
    double[] kept = lows();
    for (int i = kept.length - 2; i >= 0; i--) {
      kept[i] = Math.min(kept[i], kept[i + 1]);
    }
    return kept;
  }

  State state() {
    return new State(List.copyOf(lows.keySet()), List.copyOf(lows.values()));
  }
}
