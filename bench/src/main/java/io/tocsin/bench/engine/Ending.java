package io.tocsin.bench.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Sees to it that a benchmark clears up when it is ended by Ctrl-C or a signal: its thread is woken
 * up, and the virtual machine waits until it has left.
 */
public final class Ending {
  private final CountDownLatch left = new CountDownLatch(1);
  private final Thread worker = Thread.currentThread();

  private Ending() {}

  /** Runs this here, to its own end or to an early one. */
  public static <T> T orderly(Callable<T> work) throws Exception {
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(new Thread(ending::wake, "ending"));
    try {
      return work.call();
    } finally {
      ending.left.countDown();
    }
  }

  private void wake() {
    if (left.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      left.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
