package io.tocsin.collector.engine;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Keeps calls apart while the engine is slow or failing: an engine in trouble must not be asked
 * more, but less.
 */
final class Pace {
  static final Duration APART = Duration.ofMillis(500);
  static final Duration SLOW = Duration.ofMillis(800);
  private static final double WEIGHT = 0.2;

  private final InstantSource clock;
  private double meanMillis;
  private boolean failing;
  private long nextStartMillis;

  Pace(InstantSource clock) {
    this.clock = clock;
  }

  /** Books the next start and says how long to wait for it. */
  synchronized Duration book() {
    long now = clock.millis();
    if (!isHeld()) {
      return Duration.ZERO;
    }
    long start = Math.max(now, nextStartMillis);
    nextStartMillis = start + APART.toMillis();
    return Duration.ofMillis(start - now);
  }

  /** Learns from an answer. */
  synchronized void answered(Duration took) {
    failing = false;
    meanMillis += WEIGHT * (took.toMillis() - meanMillis);
  }

  /** Learns from a failure of the engine. */
  synchronized void failed() {
    if (!failing) {
      nextStartMillis = clock.millis() + APART.toMillis();
    }
    failing = true;
  }

  synchronized boolean isHeld() {
    return failing || meanMillis > SLOW.toMillis();
  }
}
