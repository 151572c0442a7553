package io.tocsin.collector.engine;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * Exponential backoff with full jitter: each wait is drawn evenly from zero to a bound that
 * doubles, so that many who failed at once do not come back at once.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">
 *     Timeouts, retries and backoff with jitter</a>
 */
public final class Backoff {
  private final Duration first;
  private final Duration most;
  private final LongUnaryOperator draw;
  private int failures;

  /**
   * @param first the bound of the first wait
   * @param most the bound that is not exceeded
   * @param draw draws a number from 0 to its argument, the argument left out
   */
  public Backoff(Duration first, Duration most, LongUnaryOperator draw) {
    this.first = first;
    this.most = most;
    this.draw = draw;
  }

  /** How long to wait after one more failure; never less than 10 ms. */
  public Duration next() {
    long bound = Math.min(most.toMillis(), first.toMillis() << Math.min(failures, 20));
    failures++;
    return Duration.ofMillis(Math.max(10, draw.applyAsLong(Math.max(1, bound))));
  }

  /** It worked: begin anew. */
  public void reset() {
    failures = 0;
  }

  public int failures() {
    return failures;
  }
}
