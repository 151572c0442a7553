package io.tocsin.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How the process is asked to stop (SIGTERM, Ctrl-C), and how it says that it has. */
public final class Stop {
  private volatile boolean isHeld;
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  /** Asks for the end and waits for it, but not longer than the limit. */
  public void requestAndAwait(Duration limit) {
    requested.countDown();
    try {
      finished.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that there is something to be closed before the end. */
  public void hold() {
    isHeld = true;
  }

  public boolean isHeld() {
    return isHeld;
  }

  public void request() {
    requested.countDown();
  }

  public void finish() {
    finished.countDown();
  }

  public boolean isFinished() {
    return finished.getCount() == 0;
  }

  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits until the end is asked for, or for so long; true if it was asked for. */
  public boolean await(Duration limit) {
    try {
      return requested.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
