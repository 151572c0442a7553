package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.streams.graph.Route;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done to services, of which no detector speaks: a pause, a stop, a network taken away.
 */
final class Deeds {
  private final DependencyGraph graph;
  private final Signs signs;

  /**
   * What explains a symptom.
   *
   * @param steps over how many dependencies
   */
  record Deed(Subject to, Instant at, int steps) {}

  Deeds(DependencyGraph graph, Signs signs) {
    this.graph = graph;
    this.signs = signs;
  }

  /**
   * What was done just before to the nearest service that this one depends on; null for nothing.
   */
  @Nullable Deed before(Finding symptom) {
    Span span = Span.of(symptom, graph);
    for (Map.Entry<Subject, Route> on : graph.upstream(symptom.subject()).entrySet()) {
      Optional<Sign> sign = lasting(on.getKey(), span);
      if (sign.isPresent()) {
        return new Deed(on.getKey(), sign.get().at(), on.getValue().steps());
      }
    }
    return null;
  }

  private Optional<Sign> lasting(Subject subject, Span span) {
    Instant from = span.earliest().minus(Affinity.VERY_NEAR);
    return signs.of(subject, from, span.latest()).stream()
        .filter(sign -> sign.kind() != Sign.Kind.DIED && sign.lastsAt(span.latest()))
        .filter(sign -> !sign.at().isBefore(from))
        .findFirst();
  }

  /** Whether a finding can have to do with it. */
  boolean concerns(Deed deed, Finding finding) {
    Subject subject = finding.subject();
    return deed.to().equals(subject)
        || graph.dependsOn(subject, deed.to())
        || graph.dependsOn(deed.to(), subject);
  }
}
