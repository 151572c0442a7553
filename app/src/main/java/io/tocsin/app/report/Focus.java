package io.tocsin.app.report;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about: all that happened, or one incident. Then its stack is told of, or its
 * services where it is of none; what else befell the host at the time is mentioned at most.
 */
public final class Focus {
  /** All that happened. */
  public static final Focus ALL = new Focus(null);

  private final @Nullable Incident incident;

  private Focus(@Nullable Incident incident) {
    this.incident = incident;
  }

  /** This incident; {@code ALL} without any. */
  public static Focus on(Optional<Incident> incident) {
    return incident.map(Focus::new).orElse(ALL);
  }

  /** Whether what is recorded of this subject belongs into the report. */
  boolean takes(Subject subject) {
    if (incident == null || isOfTheHost()) {
      return true;
    }
    return subject.host().equals(incident.host())
        && (subject.isEngine()
            || (incident.stack().isEmpty()
                ? subject.stack().isEmpty() && incident.services().contains(subject.service())
                : subject.stack().equals(incident.stack())));
  }

  private boolean isOfTheHost() {
    return incident != null && incident.stack().isEmpty() && incident.services().isEmpty();
  }

  /** Those that the report is about: the one, if it is among them. */
  List<Incident> of(List<Incident> all) {
    return isIn(all) ? all.stream().filter(this::isIt).toList() : all;
  }

  /** The others. */
  List<Incident> besides(List<Incident> all) {
    return isIn(all) ? all.stream().filter(each -> !isIt(each)).toList() : List.of();
  }

  /** Whether the report is about one that has not happened: other rules do not tell of it. */
  boolean isMissed(List<Incident> all) {
    return incident != null && !isIn(all);
  }

  private boolean isIn(List<Incident> all) {
    return all.stream().anyMatch(this::isIt);
  }

  private boolean isIt(Incident other) {
    return incident != null && incident.id().equals(other.id());
  }
}
