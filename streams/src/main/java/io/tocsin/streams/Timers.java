package io.tocsin.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Who wants to be woken when, for one host. A heartbeat costs as much as there are slots that are
 * due, whatever the number of those that sleep. A slot has one timer at most, so those that are set
 * again and again leave nothing behind.
 */
final class Timers {
  private final TreeSet<Slot<?, ?>> slots =
      new TreeSet<>(
          Comparator.<Slot<?, ?>, Instant>comparing(slot -> slot.scheduled)
              .thenComparing(Slot::key));

  /** Sets the slot's timer, unless it rings earlier anyhow. */
  void wake(Slot<?, ?> slot, Instant at) {
    if (at.isBefore(slot.scheduled)) {
      cancel(slot);
      slot.scheduled = at;
      slots.add(slot);
    }
  }

  /** Takes the slot's timer off. */
  void cancel(Slot<?, ?> slot) {
    if (!slot.scheduled.equals(Instant.MAX)) {
      slots.remove(slot);
      slot.scheduled = Instant.MAX;
    }
  }

  /** The slots that are due, each once, the earliest first; their timers are off. */
  List<Slot<?, ?>> due(Instant watermark) {
    List<Slot<?, ?>> due = new ArrayList<>();
    while (!slots.isEmpty() && !slots.first().scheduled.isAfter(watermark)) {
      Slot<?, ?> slot = slots.pollFirst();
      slot.scheduled = Instant.MAX;
      due.add(slot);
    }
    return due;
  }

  /** How many are set. */
  int size() {
    return slots.size();
  }
}
