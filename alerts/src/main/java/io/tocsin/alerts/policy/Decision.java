package io.tocsin.alerts.policy;

import java.time.Instant;

/**
 * What is done about a revision.
 *
 * @param until of what is held back: when it is to be asked again at the latest; it may be asked
 *     sooner, as when a silence has ended
 * @param reason in a sentence, for people; the same for as long as nothing has changed
 */
public record Decision(Verdict verdict, Instant until, String reason) {
  /** One that is final for this revision. */
  public static Decision of(Verdict verdict) {
    return new Decision(verdict, Instant.MAX, verdict.reason());
  }

  /** Not now. */
  public static Decision hold(Verdict verdict, Instant until, String reason) {
    return new Decision(verdict, until, reason);
  }

  public boolean tells() {
    return verdict.act() == Verdict.Act.TELL;
  }

  public boolean holds() {
    return verdict.act() == Verdict.Act.HOLD;
  }
}
