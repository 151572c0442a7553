package io.tocsin.collector.events;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Work in the order in which it came; what is at work counts as waiting until it is done. */
final class EventQueue {
  private final Deque<Item> items = new ArrayDeque<>();

  /**
   * One piece of work.
   *
   * @param at the time of the event; null for work that stands for none
   */
  record Item(@Nullable Instant at, Work work) {}

  /** What is to be done; it may wait. */
  interface Work {
    void run() throws InterruptedException;
  }

  synchronized void add(Item item) {
    items.add(item);
    notifyAll();
  }

  synchronized Item head() throws InterruptedException {
    while (items.isEmpty()) {
      wait();
    }
    return items.getFirst();
  }

  synchronized void removeHead() {
    items.removeFirst();
  }

  /** The time of the first event that is not done yet; null if all are. */
  synchronized @Nullable Instant firstWaiting() {
    for (Item item : items) {
      if (item.at != null) {
        return item.at;
      }
    }
    return null;
  }

  synchronized int size() {
    return items.size();
  }
}
