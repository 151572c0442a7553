package io.tocsin.alerts.policy;

import java.time.Duration;

/**
 * How long a receiver that fails is tried: exponential backoff with full jitter (Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog 2015), so that what waits for the same
 * receiver does not come back in step.
 *
 * @param first the upper bound of the first pause; each next bound is twice the last
 * @param longest the bound of all pauses
 * @param tries after how many tries a revision goes to the dead letters
 * @param age how long after its first try a revision goes to the dead letters
 */
public record Retries(Duration first, Duration longest, int tries, Duration age) {
  /** Half a second to five minutes, for a day. */
  public static final Retries DEFAULT =
      new Retries(Duration.ofMillis(500), Duration.ofMinutes(5), 600, Duration.ofHours(24));

  /** The longest wait that a receiver can ask for; a mistaken header must not silence it. */
  public static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /**
   * The pause before the next try.
   *
   * @param failures how many tries have failed, at least one
   * @param random uniform in [0, 1)
   * @param asked what the receiver's Retry-After asked for; zero for nothing
   */
  public Duration pause(int failures, double random, Duration asked) {
    double bound =
        Math.min(
            (double) longest.toNanos(),
            (double) first.toNanos() * Math.pow(2, Math.max(0, failures - 1)));
    Duration jittered = Duration.ofNanos((long) (bound * random));
    Duration least = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    return jittered.compareTo(least) > 0 ? jittered : least;
  }

  /** Whether there is no further try after so many and so long. */
  public boolean exhausted(int failures, Duration sinceFirstTry) {
    return failures >= tries || sinceFirstTry.compareTo(age) >= 0;
  }
}
