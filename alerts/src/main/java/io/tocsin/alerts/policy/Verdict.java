package io.tocsin.alerts.policy;

import java.util.Locale;

/** Whether a revision is told to a receiver, and the reason, for people and for the metrics. */
public enum Verdict {
  OPENED(Act.TELL, "the receiver has not heard of this incident"),
  CHANGED(Act.TELL, "the incident has changed since the receiver was told"),
  RESOLVED(Act.TELL, "the receiver was told that it began and is now told that it is over"),
  OVER_ALREADY(Act.TELL, "it began and ended before the receiver could be told: it is told once"),
  ASKED_FOR(Act.TELL, "it was given up, and somebody has asked for it to be told all the same"),
  INFO(Act.SKIP, "mere information never notifies"),
  TOLD(Act.SKIP, "this revision or a newer one is settled with the receiver"),
  OPENING_NOT_TOLD(Act.SKIP, "its beginning could not be delivered, so neither is its end"),
  HISTORY(Act.SKIP, "it ended too long ago to be news"),
  ENDED_WHILE_HELD(Act.SKIP, "it ended while its beginning was held back"),
  RATE_LIMITED(Act.HOLD, "the receiver has had as many messages as it is to get for now"),
  NOT_ROUTED(Act.SKIP, "the receiver is not told of such incidents"),
  SILENCED(Act.HOLD, "somebody has silenced it"),
  MAINTENANCE(Act.HOLD, "it is maintained"),
  MUTED(Act.HOLD, "it is a time in which the receiver hears nothing of it"),
  ACKNOWLEDGED(Act.HOLD, "somebody has it in hand"),
  ESCALATING(Act.HOLD, "there is time yet for somebody to acknowledge it"),
  INHIBITED(Act.HOLD, "it follows from an incident that is open"),
  DEPLOYING(Act.HOLD, "a warning waits for a time after a deployment"),
  GATHERING(Act.HOLD, "it has only grown since the last post, and may grow on"),
  SETTLING(Act.HOLD, "a warning waits for a moment, in case it is over by then");

  private final Act act;
  private final String reason;

  Verdict(Act act, String reason) {
    this.act = act;
    this.reason = reason;
  }

  public Act act() {
    return act;
  }

  /** The reason in a sentence. */
  public String reason() {
    return reason;
  }

  /** {@code opening-not-told} and so on, for metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is done about the revision. */
  public enum Act {
    TELL,
    SKIP,
    /** It is asked again later, and waits until then. */
    HOLD
  }
}
