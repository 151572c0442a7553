package io.tocsin.alerts.receiver;

import io.tocsin.telemetry.Incident;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads out of an incident what shows its cause. */
public final class Evidence {
  private static final String LOGS = "logs";

  /** Of a finding that is over, why it is; no fact of the trouble. */
  private static final String RESOLVED = "resolved";

  private Evidence() {}

  /** The finding that named the cause, else any of the cause's service. */
  public static Optional<Incident.Observation> ofCause(Incident incident) {
    Incident.Cause cause = incident.cause();
    Predicate<Incident.Observation> sameService = f -> f.service().equals(cause.service());
    Predicate<Incident.Observation> sameDetector =
        sameService.and(f -> f.detector().equals(cause.detector()));
    return first(incident, sameDetector.and(f -> f.summary().equals(cause.summary())))
        .or(() -> first(incident, sameDetector))
        .or(() -> first(incident, sameService));
  }

  /** The last lines of the log that the finding stands on. */
  public static List<String> logs(Incident.Observation finding) {
    return finding.evidence().get(LOGS) instanceof Collection<?> lines
        ? lines.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The plain facts of the finding, such as {@code exit code 3}. */
  public static List<String> facts(Incident.Observation finding) {
    return finding.evidence().entrySet().stream()
        .filter(fact -> isPlain(fact) && !fact.getKey().equals(RESOLVED))
        .sorted(Map.Entry.comparingByKey())
        .map(fact -> words(fact.getKey()) + " " + fact.getValue())
        .toList();
  }

  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static boolean isPlain(Map.Entry<String, Object> fact) {
    Object value = fact.getValue();
    return value instanceof Number
        || value instanceof Boolean
        || (value instanceof String text && !text.isBlank());
  }

  private static Optional<Incident.Observation> first(
      Incident incident, Predicate<Incident.Observation> wanted) {
    return incident.findings().stream().filter(wanted).findFirst();
  }
}
