package io.tocsin.alerts.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver is doing.
 *
 * @param failures how many posts in a row were not taken
 * @param since when the first of them was; null while there is none
 * @param reason what was said of the last of them, without secrets; empty while there is none
 */
public record Condition(int failures, @Nullable Instant since, String reason) {
  /** Nothing is known against it. */
  public static final Condition WELL = new Condition(0, null, "");

  /** After one more that was not taken. */
  Condition failed(Instant now, String why) {
    return new Condition(failures + 1, since == null ? now : since, why);
  }

  public boolean isWell() {
    return failures == 0;
  }

  /** Whether nothing was taken for so long. */
  boolean hasFailedFor(Duration time, Instant now) {
    return since != null && !since.plus(time).isAfter(now);
  }
}
