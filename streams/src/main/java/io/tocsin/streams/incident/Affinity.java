package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.streams.graph.Route;
import io.tocsin.streams.incident.Deeds.Deed;
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
  static final Duration VERY_NEAR = Duration.ofSeconds(60);

  private static final double LEAST_CONFIDENCE = 0.3;

  private static final int MOST_HEARD = 1_000;

  private final DependencyGraph graph;
  private final Signs signs;
  private final Deeds deeds;
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
    deeds = new Deeds(graph, signs);
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
    int down = nearest(one, other, along(one, other));
    int up = nearest(other, one, along(other, one));
    if (down > 0 || up > 0) {
      return down > 0 && (up < 0 || down <= up) ? down : up;
    }
    if (graph.dependsOn(one.subject(), other.subject())
        || graph.dependsOn(other.subject(), one.subject())) {
      return -1; // connected, and yet each has its own cause
    }
    if (areOfOneEnd(one, other)) {
      return BESIDE;
    }
    if (areBeside(one, other)
        && nearest(one, other, BESIDE) > 0
        && nearest(other, one, BESIDE) > 0) {
      return BESIDE;
    }
    return isPresumed(one, other) || isPresumed(other, one) ? PRESUMED : -1;
  }

  private boolean isPresumed(Finding symptom, Finding other) {
    if (!mayBelong(symptom, other) || nearest(symptom, other, PRESUMED) < 0) {
      return false;
    }
    Deed deed = isSymptom(other) ? deeds.before(other) : null;
    return deed == null || !symptom.startedAt().isBefore(deed.at());
  }

  /**
   * The steps; -1 if something was just done to a service that is nearer to the symptom, and that
   * the other has nothing to do with.
   */
  private int nearest(Finding symptom, Finding other, int steps) {
    if (steps <= 1 || !isSymptom(symptom)) {
      return steps;
    }
    Deed deed = deeds.before(symptom);
    return deed != null && deed.steps() < steps && !deeds.concerns(deed, other) ? -1 : steps;
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
    boolean isLater = one.startedAt().isAfter(other.startedAt());
    Instant first = (isLater ? other : one).startedAt();
    Instant last = (isLater ? one : other).startedAt();
    return signs.of(Subject.ofEngine(one.subject().host()), first, last).stream()
        .anyMatch(end -> words(one).mayFollow(end) && words(other).mayFollow(end));
  }

  /** A symptom of a service of whose place nothing is known, right after trouble in its stack. */
  private boolean mayBelong(Finding symptom, Finding other) {
    return !Nature.isOfItsOwnUse(symptom)
        && !symptom.subject().stack().isEmpty()
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
