package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.streams.graph.Route;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges whether two findings can be of one cause. It is the same whichever comes first. */
final class Affinity {
  static final Duration NEAR = Duration.ofMinutes(5);

  /** For what is joined on weaker grounds than a dependency between the two. */
  private static final Duration VERY_NEAR = Duration.ofSeconds(60);

  private static final double LEAST_CONFIDENCE = 0.3;

  private static final int MOST_HEARD = 1_000;

  private final DependencyGraph graph;
  private final Signs signs;
  private final IdentityHashMap<Finding, Testimony> heard = new IdentityHashMap<>();

  /**
   * How two findings hang together.
   *
   * @param steps over how many dependencies; more for weaker grounds
   */
  record Tie(int steps, Duration apart) {
    static final Comparator<Tie> CLOSEST =
        Comparator.comparingInt(Tie::steps).thenComparing(Tie::apart);
  }

  Affinity(DependencyGraph graph, Signs signs) {
    this.graph = graph;
    this.signs = signs;
  }

  /** How they hang together; null if they do not. */
  @Nullable Tie between(Finding one, Finding other) {
    if (Nature.isOfTelemetry(one) || Nature.isOfTelemetry(other)) {
      return null;
    }
    if (one.subject().equals(other.subject())) {
      return new Tie(0, Duration.ZERO);
    }
    Duration apart = Span.of(one, graph).gap(Span.of(other, graph));
    if (Duration.between(one.startedAt(), other.startedAt()).abs().compareTo(NEAR) > 0) {
      return null;
    }
    int steps = steps(one, other);
    return steps < 0 ? null : new Tie(steps, apart);
  }

  private static final int BESIDE = 20;
  private static final int PRESUMED = 30;

  private int steps(Finding one, Finding other) {
    int down = along(one, other);
    int up = along(other, one);
    if (down > 0 || up > 0) {
      return down > 0 && (up < 0 || down <= up) ? down : up;
    }
    if (graph.dependsOn(one.subject(), other.subject())
        || graph.dependsOn(other.subject(), one.subject())) {
      return -1; // connected, and yet each has its own cause
    }
    if (areBeside(one, other) || areOfOneEnd(one, other)) {
      return BESIDE;
    }
    return mayBelong(one, other) || mayBelong(other, one) ? PRESUMED : -1;
  }

  /** Over how many dependencies the first can be a consequence of the second. */
  private int along(Finding downstream, Finding upstream) {
    Route route = graph.route(downstream.subject(), upstream.subject());
    return route == null || route.confidence() < LEAST_CONFIDENCE || isApart(downstream, upstream)
        ? -1
        : route.steps();
  }

  /** Whether it has a cause of its own, although it depends on the other. */
  private boolean isApart(Finding downstream, Finding upstream) {
    Testimony words = words(downstream);
    return !words.isSymptom()
        && (words.ownFault().isPresent()
            || (Nature.of(upstream).direct()
                && Span.of(downstream, graph).isSurelyBefore(Span.of(upstream, graph))));
  }

  /** Two symptoms at once of services that depend on a third: that may be their cause, unseen. */
  private boolean areBeside(Finding one, Finding other) {
    Set<Subject> common = graph.upstream(other.subject()).keySet();
    return graph.upstream(one.subject()).keySet().stream().anyMatch(common::contains)
        && gap(one, other).compareTo(VERY_NEAR) <= 0
        && isSymptom(one)
        && isSymptom(other);
  }

  /** Both in the aftermath of an end of everything on the host. */
  private boolean areOfOneEnd(Finding one, Finding other) {
    if (Nature.isAtItsOwnLimit(one) || Nature.isAtItsOwnLimit(other)) {
      return false;
    }
    Instant first = earlier(one.startedAt(), other.startedAt());
    Instant last =
        earlier(one.startedAt(), other.startedAt()).equals(one.startedAt())
            ? other.startedAt()
            : one.startedAt();
    return signs.of(Subject.ofEngine(one.subject().host()), first, last).stream()
        .anyMatch(
            end -> !last.isAfter(end.at().plus(Signs.AFTERMATH)) && !first.isBefore(end.at()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** A symptom of a service of whose place nothing is known, right after trouble in its stack. */
  private boolean mayBelong(Finding symptom, Finding other) {
    return !symptom.subject().stack().isEmpty()
        && symptom.subject().stack().equals(other.subject().stack())
        && gap(symptom, other).compareTo(VERY_NEAR) <= 0
        && !Span.of(symptom, graph).isSurelyBefore(Span.of(other, graph))
        && isSymptom(symptom)
        && dependsOnSomebodyUnknown(symptom);
  }

  /**
   * Whether what it depends on is not known to the end: of itself, although its lines say that it
   * depends on somebody, or of the last of those that it is known to depend on.
   */
  private boolean dependsOnSomebodyUnknown(Finding symptom) {
    Subject subject = symptom.subject();
    if (graph.of(subject).isEmpty()) {
      return graph.isStranger(subject) || words(symptom).refusal().isPresent();
    }
    return graph.upstream(subject).keySet().stream()
        .filter(upstream -> graph.of(upstream).isEmpty())
        .anyMatch(graph::isStranger);
  }

  private Duration gap(Finding one, Finding other) {
    return Span.of(one, graph).gap(Span.of(other, graph));
  }

  boolean isSymptom(Finding finding) {
    return words(finding).isSymptom();
  }

  /** Findings are compared again and again; their lines need be read only once. */
  private Testimony words(Finding finding) {
    if (heard.size() > MOST_HEARD) {
      heard.clear();
    }
    return heard.computeIfAbsent(finding, Testimony::of);
  }
}
