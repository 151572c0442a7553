package io.tocsin.alerts.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a courier work until it is closed. */
public final class CourierThread {
  private static final Logger LOG = LoggerFactory.getLogger(CourierThread.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration PAUSE_AFTER_BUG = Duration.ofSeconds(1);

  /** How long a post that is under way at the end may take to be answered and written down. */
  private static final Duration GRACE = Duration.ofMillis(700);

  private final Courier courier;
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * Starts nothing yet.
   *
   * @param warmUp what is done first
   */
  public CourierThread(Courier courier, Preparation warmUp) {
    this.courier = courier;
    this.thread = new Thread(() -> run(warmUp), "tocsin-notify " + courier.receiver().name());
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Ends all within about a second: lets posts come to their end, then interrupts them. */
  public static void endAll(List<CourierThread> couriers) throws InterruptedException {
    couriers.forEach(CourierThread::stop);
    joinAll(couriers, GRACE);
    couriers.forEach(courier -> courier.thread.interrupt());
    joinAll(couriers, GRACE.dividedBy(2));
  }

  private void stop() {
    stopping = true;
    courier.wake();
  }

  private static void joinAll(List<CourierThread> couriers, Duration longest)
      throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    for (CourierThread courier : couriers) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      courier.thread.join(Math.max(1, left));
    }
  }

  private void run(Preparation warmUp) {
    try {
      prepare(warmUp);
      while (!stopping) {
        work();
      }
    } catch (InterruptedException e) {
      LOG.debug("{} was stopped at work", courier.receiver().name());
    }
  }

  private void prepare(Preparation warmUp) throws InterruptedException {
    try {
      warmUp.run();
    } catch (RuntimeException e) {
      LOG.warn("no warm-up for {}", courier.receiver().name(), e);
    }
  }

  private void work() throws InterruptedException {
    try {
      if (!courier.step()) {
        courier.awaitWork(LONGEST_WAIT);
      }
    } catch (RuntimeException e) {
      LOG.error("the courier of {} failed; it goes on", courier.receiver().name(), e);
      courier.awaitWork(PAUSE_AFTER_BUG);
    }
  }

  /** What is done before the first delivery. */
  public interface Preparation {
    void run() throws InterruptedException;
  }
}
