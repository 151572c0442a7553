package io.tocsin.alerts.policy;

import java.util.Locale;

/** Whether a revision is told to a receiver, and the reason, for people and for the metrics. */
public enum Verdict {
  OPENED(true, "the receiver has not heard of this incident"),
  CHANGED(true, "the incident has changed since the receiver was told"),
  RESOLVED(true, "the receiver was told that it began and is now told that it is over"),
  OVER_ALREADY(true, "it began and ended before the receiver could be told: it is told once"),
  INFO(false, "mere information never notifies"),
  TOLD(false, "this revision or a newer one is settled with the receiver"),
  OPENING_NOT_TOLD(false, "its beginning could not be delivered, so neither is its end"),
  HISTORY(false, "it ended too long ago to be news");

  private final boolean tells;
  private final String reason;

  Verdict(boolean tells, String reason) {
    this.tells = tells;
    this.reason = reason;
  }

  public boolean tells() {
    return tells;
  }

  /** The reason in a sentence. */
  public String reason() {
    return reason;
  }

  /** {@code opening-not-told} and so on, for metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
