package io.tocsin.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Who wants to be woken when, for one host. A heartbeat costs as much as there are slots that are
 * due, whatever the number of those that sleep.
 */
final class Timers {
  private final PriorityQueue<Timer> queue = new PriorityQueue<>(Comparator.comparing(Timer::at));

  private record Timer(Instant at, Slot<?, ?> slot) {}

  /** Sets the slot's timer, unless it rings earlier anyhow. */
  void wake(Slot<?, ?> slot, Instant at) {
    if (at.isBefore(slot.scheduled)) {
      slot.scheduled = at;
      queue.add(new Timer(at, slot));
    }
  }

  /** The slots that are due, each once; their timers are off. */
  List<Slot<?, ?>> due(Instant watermark) {
    List<Slot<?, ?>> due = new ArrayList<>();
    for (Timer timer = queue.peek();
        timer != null && !timer.at().isAfter(watermark);
        timer = queue.peek()) {
      queue.remove();
      if (timer.at().equals(timer.slot().scheduled)) {
        timer.slot().scheduled = Instant.MAX;
        due.add(timer.slot());
      }
    }
    return due;
  }
}
