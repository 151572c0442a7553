package io.tocsin.alerts.receiver;

import java.time.Duration;

/** What came of a message. Reasons are for people and hold no secrets. */
public sealed interface Reply {
  /**
   * The receiver has it.
   *
   * @param rest for how long the receiver wants nothing more; zero if it did not say
   */
  record Accepted(Duration rest) implements Reply {
    public Accepted() {
      this(Duration.ZERO);
    }
  }

  /** It will never be accepted in this form. */
  record Refused(String reason) implements Reply {}

  /**
   * It can be accepted later.
   *
   * @param retryAfter for how long the receiver wants to be left alone; zero if it did not say
   */
  record Failed(String reason, Duration retryAfter) implements Reply {
    public Failed(String reason) {
      this(reason, Duration.ZERO);
    }
  }
}
