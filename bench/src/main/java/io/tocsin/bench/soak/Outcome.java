package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Telling;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Tocsin made of a fault.
 *
 * @param hit how it was told; null if it was missed
 * @param others what else was posted about it, as incidents of their own
 * @param ended whether it was called over while it lasted
 */
record Outcome(Fault fault, @Nullable Hit hit, List<Telling> others, boolean ended) {
  /**
   * @param detector which told it
   * @param delay from the fault to the arrival of the post
   */
  record Hit(String incident, String detector, Duration delay) {}

  double delaySeconds() {
    return hit == null ? Double.NaN : hit.delay().toMillis() / 1e3;
  }
}
