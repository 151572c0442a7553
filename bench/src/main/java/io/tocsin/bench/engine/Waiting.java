package io.tocsin.bench.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waits for what is to come. */
public final class Waiting {
  private static final Duration STEP = Duration.ofMillis(5);

  private Waiting() {}

  /**
   * The value, as soon as there is one.
   *
   * @throws IllegalStateException if there is none in time
   */
  public static <T> T until(Duration longest, String what, Callable<Optional<T>> value)
      throws InterruptedException {
    return until(longest, STEP, what, value);
  }

  /** The same, looking less often, where looking costs who is looked at. */
  public static <T> T until(
      Duration longest, Duration step, String what, Callable<Optional<T>> value)
      throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> now = call(value);
      if (now.isPresent()) {
        return now.get();
      }
      Thread.sleep(step.toMillis());
    }
    throw new IllegalStateException("waited " + longest.toSeconds() + " s in vain for " + what);
  }

  private static <T> Optional<T> call(Callable<Optional<T>> value) {
    try {
      return value.call();
    } catch (Exception e) {
      return Optional.empty();
    }
  }
}
