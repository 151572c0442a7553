package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what follows from an incident that is open and that the receiver is told of: all of a
 * host that is down, and the warnings of a service that is in critical trouble. Nothing holds back
 * what holds back: a host's end waits for nothing, a critical incident only for a host's end.
 */
final class Inhibition {
  /** Whose cause is the host itself, by the name of what found it. */
  private static final Set<String> HOST_ENDS = Set.of("collector-silent", "restarted-host");

  /** What begins so long after a host's end is trouble of its own. */
  private static final Duration AFTERMATH = Duration.ofMinutes(1);

  private static final Duration BEFORE = Duration.ofMinutes(1);

  /** Its end is usually known at once; where it is another process's to tell, after so long. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

  private Inhibition() {}

  static @Nullable Decision hold(Question question) {
    Incident incident = question.incident();
    return !question.rules().inhibits() || isOfHost(incident)
        ? null
        : first(question, other -> followsFrom(incident, other))
            .or(() -> first(question, other -> isSmallerThan(incident, other)))
            .map(other -> hold(question, other))
            .orElse(null);
  }

  private static Optional<Incident> first(Question question, Predicate<Incident> holds) {
    return question.situation().known().open().stream()
        .filter(other -> !other.id().equals(question.incident().id()) && other.isOpen())
        .filter(other -> other.host().equals(question.incident().host()))
        .filter(holds)
        .filter(other -> isTold(question, other))
        .min(java.util.Comparator.comparing(Incident::id));
  }

  private static Decision hold(Question question, Incident other) {
    return Decision.hold(
        Verdict.INHIBITED,
        question.now().plus(ASK_AGAIN),
        "follows from " + other.id() + " (" + other.title() + ")");
  }

  private static boolean followsFrom(Incident incident, Incident other) {
    boolean isBefore = incident.startedAt().isBefore(other.startedAt().minus(BEFORE));
    boolean isLater = incident.startedAt().isAfter(other.startedAt().plus(AFTERMATH));
    return isOfHost(other) && !isBefore && !isLater;
  }

  private static boolean isSmallerThan(Incident incident, Incident other) {
    String service = incident.cause().service();
    return incident.severity() == Severity.WARNING
        && other.severity() == Severity.CRITICAL
        && !service.isEmpty()
        && other.stack().equals(incident.stack())
        && other.cause().service().equals(service);
  }

  private static boolean isOfHost(Incident incident) {
    return HOST_ENDS.contains(incident.cause().detector());
  }

  private static boolean isTold(Question question, Incident other) {
    Situation situation = question.situation();
    return other.severity() != Severity.INFO
        && question.rules().takes(situation.receiver(), other, situation.known().labels());
  }
}
