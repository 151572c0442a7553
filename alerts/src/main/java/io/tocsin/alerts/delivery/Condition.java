package io.tocsin.alerts.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver is doing, by what came of its posts in this life of the notifier.
 *
 * @param failures how many posts in a row were not taken
 * @param since when the first of them was; null while there is none
 * @param reason what was said of the last of them, without secrets; empty while there is none
 */
public record Condition(State state, int failures, @Nullable Instant since, String reason) {
  /** One refusal can be the message's fault; so many are the receiver's. */
  private static final int REFUSALS = 3;

  static final Condition UNTRIED = new Condition(State.UNTRIED, 0, null, "");
  static final Condition WELL = new Condition(State.WELL, 0, null, "");

  /** After one more that can be tried again. */
  Condition failed(Instant now, String why) {
    return new Condition(State.FAILING, failures + 1, since == null ? now : since, why);
  }

  /** After one more that was given up. */
  Condition refused(Instant now, String why) {
    return new Condition(State.REFUSING, failures + 1, since == null ? now : since, why);
  }

  /** Whether it refuses one after the other, or has taken nothing for so long. */
  boolean isDown(Duration patience, Instant now) {
    boolean hasTakenNothing = since != null && !since.plus(patience).isAfter(now);
    return hasTakenNothing || (state == State.REFUSING && failures >= REFUSALS);
  }

  /** What is known of it. */
  public enum State {
    /** Nothing. */
    UNTRIED,
    /** It took the last post. */
    WELL,
    /** It did not take the last post, which is tried again. */
    FAILING,
    /** It did not take the last post and never will. */
    REFUSING
  }
}
