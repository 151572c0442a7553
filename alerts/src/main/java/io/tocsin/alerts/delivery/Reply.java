package io.tocsin.alerts.delivery;

import java.time.Duration;

/** What came of a post. Reasons are for people and hold no secrets. */
public sealed interface Reply {
  /** The receiver has it. */
  record Accepted() implements Reply {}

  /** It will never be accepted in this form. */
  record Refused(String reason) implements Reply {}

  /**
   * It can be accepted later.
   *
   * @param retryAfter for how long the receiver wants to be left alone; zero if it did not say
   */
  record Failed(String reason, Duration retryAfter) implements Reply {}
}
