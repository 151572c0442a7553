package io.tocsin.app.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * Time in slots of equal length that become longer as there are more of them, so that an hour and a
 * month take the same room.
 */
final class Slots<T> {
  private final int most;
  private final Supplier<T> empty;
  private final BinaryOperator<T> joined;
  private TreeMap<Long, T> slots = new TreeMap<>();
  private long seconds;

  /** A slot with what is in it. */
  record Slot<T>(Instant from, T content) {}

  /**
   * @param most how many slots there are at most
   * @param width of the slots in the beginning
   * @param joined makes one of two slots that lie side by side; may use the first
   */
  Slots(int most, Duration width, Supplier<T> empty, BinaryOperator<T> joined) {
    this.most = most;
    this.empty = empty;
    this.joined = joined;
    seconds = width.toSeconds();
  }

  /** The slot that a moment lies in. */
  T at(Instant at) {
    long index = Math.floorDiv(at.getEpochSecond(), seconds);
    T slot = slots.get(index);
    if (slot == null) {
      slot = empty.get();
      slots.put(index, slot);
      while (isTooLong()) {
        widen();
        slot = at(at);
      }
    }
    return slot;
  }

  private boolean isTooLong() {
    return slots.lastKey() - slots.firstKey() >= most;
  }

  private void widen() {
    TreeMap<Long, T> wide = new TreeMap<>();
    slots.forEach((index, content) -> wide.merge(Math.floorDiv(index, 2), content, joined));
    slots = wide;
    seconds *= 2;
  }

  Duration width() {
    return Duration.ofSeconds(seconds);
  }

  /** The slots in which something is. */
  List<Slot<T>> all() {
    List<Slot<T>> all = new ArrayList<>();
    slots.forEach(
        (index, content) -> all.add(new Slot<>(Instant.ofEpochSecond(index * seconds), content)));
    return all;
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }
}
