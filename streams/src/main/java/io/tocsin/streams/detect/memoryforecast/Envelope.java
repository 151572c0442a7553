package io.tocsin.streams.detect.memoryforecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The lowest value of each slot of time, over sixty slots. What a garbage collector gives back is
 * not in it.
 *
 * <p>Slots stand in two arrays in the order of time: there is a new one up to once a second for
 * each container, and it is nearly always the last.
 */
final class Envelope {
  static final int SLOTS = 60;

  private static final int ROOM = 4 * SLOTS;

  private final Duration slot;
  private final long slotSeconds;
  private final long[] slots = new long[ROOM];
  private final long[] lows = new long[ROOM];
  private int first;
  private int end;

  /** What is kept, in whole KiB. */
  record State(List<Long> slots, List<Long> lows) {}

  /**
   * @param slot the length of a slot
   */
  Envelope(Duration slot, @Nullable State kept) {
    this.slot = slot;
    slotSeconds = slot.toSeconds();
    for (int i = 0; kept != null && i < kept.slots().size() && i < ROOM; i++) {
      slots[end] = kept.slots().get(i);
      lows[end++] = kept.lows().get(i);
    }
  }

  void add(Instant at, long kib) {
    long index = at.getEpochSecond() / slotSeconds;
    int place = end;
    while (place > first && slots[place - 1] >= index) {
      place--;
    }
    if (place < end && slots[place] == index) {
      lows[place] = Math.min(lows[place], kib);
    } else {
      insert(place, index, kib);
    }
    forget(index - SLOTS);
  }

  private void insert(int place, long index, long kib) {
    if (size() == ROOM) {
      if (place == first) {
        return;
      }
      first++; // clocks that went back and forth: the oldest gives way
    }
    int at = place;
    if (end == ROOM) {
      System.arraycopy(slots, first, slots, 0, end - first);
      System.arraycopy(lows, first, lows, 0, end - first);
      at -= first;
      end -= first;
      first = 0;
    }
    System.arraycopy(slots, at, slots, at + 1, end - at);
    System.arraycopy(lows, at, lows, at + 1, end - at);
    slots[at] = index;
    lows[at] = kib;
    end++;
  }

  private void forget(long upTo) {
    while (first < end && slots[first] <= upTo) {
      first++;
    }
  }

  void clear() {
    first = 0;
    end = 0;
  }

  private int size() {
    return end - first;
  }

  /** Whether it reaches back over most of its time, without being full of holes. */
  boolean isFull() {
    return size() >= SLOTS / 3 && slots[end - 1] - slots[first] >= SLOTS * 4 / 5;
  }

  Instant begin() {
    return size() == 0 ? Instant.MAX : Instant.ofEpochSecond(slots[first] * slotSeconds);
  }

  Duration length() {
    return slot.multipliedBy(SLOTS);
  }

  /** The middle of each slot, in seconds after the first. */
  double[] seconds() {
    return LongStream.of(Arrays.copyOfRange(slots, first, end))
        .mapToDouble(index -> (double) (index - slots[first]) * slotSeconds)
        .toArray();
  }

  /** The lowest value of each slot. */
  double[] lows() {
    return LongStream.of(Arrays.copyOfRange(lows, first, end)).asDoubleStream().toArray();
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
    return new State(list(slots), list(lows));
  }

  private List<Long> list(long[] of) {
    return LongStream.of(Arrays.copyOfRange(of, first, end)).boxed().toList();
  }
}
