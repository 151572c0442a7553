package io.tocsin.collector.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts threads that wait for an engine beyond a deadline: the transport's own time-out does
 * not work on UNIX sockets, but an interrupt closes their channel.
 */
final class Watchdog {
  private final ScheduledExecutorService timer;

  Watchdog(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** Guards the calling thread until the guard is closed. */
  Guard guard(Duration deadline) {
    Guard guard = new Guard(Thread.currentThread());
    guard.alarm =
        timer.schedule(guard::bite, Math.max(1, deadline.toMillis()), TimeUnit.MILLISECONDS);
    return guard;
  }

  static final class Guard implements AutoCloseable {
    private final Thread thread;
    @org.jspecify.annotations.Nullable private ScheduledFuture<?> alarm;
    private boolean over;
    private boolean bitten;

    private Guard(Thread thread) {
      this.thread = thread;
    }

    private synchronized void bite() {
      if (!over) {
        bitten = true;
        thread.interrupt();
      }
    }

    synchronized boolean hasBitten() {
      return bitten;
    }

    /** Ends the guard; an interrupt of its own making does not outlive it. */
    @Override
    public synchronized void close() {
      over = true;
      if (alarm != null) {
        alarm.cancel(false);
      }
      if (bitten) {
        Thread.interrupted();
      }
    }
  }
}
