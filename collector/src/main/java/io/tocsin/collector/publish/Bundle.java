package io.tocsin.collector.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the records of a busy topic for a moment, so that a line every few milliseconds does not
 * cost the broker and every reader a request each: measured with 20 containers, such requests were
 * more than half of all that an idle Tocsin used, and at five a second still a third. Keeps their
 * order.
 *
 * <p>While the lane makes callers wait they wait in their order: who writes without end is not
 * served before who writes a line a second.
 */
final class Bundle {
  /** So much goes at once. */
  private static final int FULL = 64 << 10;

  /**
   * How long a record may wait for others. A little more than half of the time between two
   * heartbeats, which take along what is held: so there is one sending more a second, not two.
   */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(550);

  private final TopicLane lane;
  private final ReentrantLock sending = new ReentrantLock(true);
  private List<Outgoing> held = new ArrayList<>();
  private int bytes;
  private volatile long sentNanos = System.nanoTime();

  Bundle(TopicLane lane) {
    this.lane = lane;
  }

  void add(Outgoing record) {
    if (hold(record)) {
      send(FULL);
    }
  }

  private synchronized boolean hold(Outgoing record) {
    held.add(record);
    bytes += record.size();
    return bytes >= FULL;
  }

  /** Sends what is held; waits as long as the lane makes callers wait. */
  void flush() {
    send(0);
  }

  /** Sends what is held if it has waited long enough; else gives how long it may wait on. */
  long flushDue() {
    long left = PATIENCE_NANOS - (System.nanoTime() - sentNanos);
    if (left <= 0) {
      flush();
      left = PATIENCE_NANOS;
    }
    return TimeUnit.NANOSECONDS.toMillis(left) + 1;
  }

  private void send(int least) {
    sending.lock();
    try {
      take(least).forEach(lane::accept);
    } finally {
      sending.unlock();
    }
  }

  /** What is held, unless it is less: then another has sent it meanwhile. */
  private synchronized List<Outgoing> take(int least) {
    if (bytes < least) {
      return List.of();
    }
    sentNanos = System.nanoTime();
    List<Outgoing> all = held;
    held = new ArrayList<>();
    bytes = 0;
    return all;
  }
}
