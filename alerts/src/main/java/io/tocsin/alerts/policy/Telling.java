package io.tocsin.alerts.policy;

import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows from the incident and what was settled before, whatever else there is. */
public final class Telling {
  /** What the daily digest has for a detector: the one information that is told. */
  public static final String DIGEST = "daily-digest";

  private Telling() {}

  static @Nullable Decision skipWhatWasTold(Question question) {
    return when(question.settledRevision() >= question.incident().revision(), Verdict.TOLD);
  }

  static @Nullable Decision skipInformation(Question question) {
    boolean endsWhatWasTold = question.isOver() && question.owesTheEnd();
    boolean isInformation = question.incident().severity() == Severity.INFO;
    boolean isDigest = question.incident().cause().detector().equals(DIGEST);
    return when(isInformation && !endsWhatWasTold && !isDigest, Verdict.INFO);
  }

  static @Nullable Decision tellTheEnd(Question question) {
    return when(question.isOver() && question.owesTheEnd(), Verdict.RESOLVED);
  }

  static @Nullable Decision skipWhatIsNotRouted(Question question) {
    Situation situation = question.situation();
    boolean isTaken =
        question
            .rules()
            .takes(situation.receiver(), question.incident(), situation.known().labels());
    return when(!isTaken, Verdict.NOT_ROUTED);
  }

  static @Nullable Decision skipTheEndOfWhatWasLost(Question question) {
    boolean wasLost = question.ended(Outcome.DEAD_LETTER) && !question.wasTold();
    return when(question.isOver() && wasLost, Verdict.OPENING_NOT_TOLD);
  }

  static @Nullable Decision skipTheEndOfWhatWasHeld(Question question) {
    return when(question.isOver() && question.ended(Outcome.HELD), Verdict.ENDED_WHILE_HELD);
  }

  /**
   * Skips what ended long ago.
   *
   * @param news how long after its end an incident is still worth telling
   */
  static @Nullable Decision skipHistory(Question question, Duration news) {
    Instant resolved = question.incident().resolvedAt();
    Instant end = resolved == null ? question.incident().updatedAt() : resolved;
    boolean isHistory = question.isOver() && end.plus(news).isBefore(question.now());
    return when(isHistory, Verdict.HISTORY);
  }

  static @Nullable Decision tellOnceWhatIsOverAlready(Question question) {
    return when(question.isOver(), Verdict.OVER_ALREADY);
  }

  static @Nullable Decision tellTheBeginning(Question question) {
    return when(!question.wasTold(), Verdict.OPENED);
  }

  static Decision tellTheChange(Question question) {
    return Decision.of(Verdict.CHANGED);
  }

  private static @Nullable Decision when(boolean condition, Verdict verdict) {
    return condition ? Decision.of(verdict) : null;
  }
}
