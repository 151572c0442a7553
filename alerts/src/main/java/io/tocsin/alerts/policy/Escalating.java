package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds back from those who are told last: until somebody ought to have acknowledged the incident,
 * and for good once somebody has. Who was told once is told of all that follows.
 */
final class Escalating {
  private Escalating() {}

  static @Nullable Decision hold(Question question) {
    if (question.hasHeardOfTheBeginning()) {
      return null;
    }
    return wait(question).map(after -> hold(question, after)).orElse(null);
  }

  /** With who has it in hand; to those who are told last, with for how long nobody had. */
  static Incident shown(Question question) {
    Incident incident = question.incident();
    return question
        .acknowledgement()
        .map(incident::with)
        .or(() -> wait(question).filter(any -> incident.isOpen()).map(incident::escalated))
        .orElse(incident);
  }

  private static Optional<Duration> wait(Question question) {
    return question.rules().escalations().stream()
        .filter(step -> step.concerns(question))
        .map(Escalation::after)
        .min(Comparator.naturalOrder());
  }

  private static @Nullable Decision hold(Question question, Duration after) {
    Optional<Acknowledgement> hand = question.acknowledgement();
    if (hand.isPresent()) {
      return Decision.hold(Verdict.ACKNOWLEDGED, Instant.MAX, reason(hand.get()));
    }
    Instant seen = seen(question.incident());
    Instant end = seen.plus(after);
    boolean isAnotherClocks = question.now().plus(after).isBefore(seen);
    return question.now().isBefore(end) && !isAnotherClocks
        ? Decision.hold(
            Verdict.ESCALATING, end, "is told at " + end + " unless somebody acknowledges it")
        : null;
  }

  private static String reason(Acknowledgement hand) {
    String what = hand.note().isEmpty() ? "" : ": " + hand.note();
    return "acknowledged by " + hand.author() + " at " + hand.at() + what;
  }

  /** What began again was seen when the first of its findings that last was. */
  private static Instant seen(Incident incident) {
    return incident.reopened() == 0
        ? incident.detectedAt()
        : incident.findings().stream()
            .filter(finding -> finding.state() == Finding.State.FIRING)
            .map(Incident.Observation::detectedAt)
            .min(Comparator.naturalOrder())
            .orElse(incident.detectedAt());
  }
}
