package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks the services of an incident by how likely each is its cause: direct evidence before
 * indirect, upstream before downstream, early before late.
 */
final class Suspects {
  private static final Comparator<Finding> TELLING =
      Comparator.<Finding, Boolean>comparing(finding -> !Nature.of(finding).direct())
          .thenComparingInt(finding -> Nature.of(finding).rank())
          .thenComparing(Finding::startedAt)
          .thenComparing(Finding::id);

  private final List<Suspect> ranked;

  /** A service and the finding that tells most about it. */
  record Suspect(Subject subject, Finding finding, boolean downstream) {
    boolean direct() {
      return Nature.of(finding).direct();
    }
  }

  private Suspects(List<Suspect> ranked) {
    this.ranked = ranked;
  }

  static Suspects of(Collection<Finding> findings, DependencyGraph graph) {
    Map<Subject, Finding> best = new LinkedHashMap<>();
    findings.stream()
        .sorted(TELLING)
        .forEach(finding -> best.putIfAbsent(finding.subject(), finding));
    List<Suspect> suspects = new ArrayList<>();
    best.forEach(
        (subject, finding) ->
            suspects.add(
                new Suspect(subject, finding, isExplained(finding, best.values(), graph))));
    suspects.sort(
        Comparator.<Suspect, Boolean>comparing(suspect -> !isStorm(suspect))
            .thenComparing(suspect -> !suspect.direct())
            .thenComparing(Suspect::downstream)
            .thenComparing(suspect -> suspect.finding().startedAt())
            .thenComparing(suspect -> suspect.subject().key()));
    return new Suspects(suspects);
  }

  private static boolean isStorm(Suspect suspect) {
    return suspect.finding().detector().equals(Nature.API_STORM);
  }

  /** Whether something that it depends on is in trouble too, on no weaker evidence. */
  private static boolean isExplained(
      Finding finding, Collection<Finding> others, DependencyGraph graph) {
    boolean direct = Nature.of(finding).direct();
    return others.stream()
        .anyMatch(
            other ->
                (Nature.of(other).direct() || !direct)
                    && graph.dependsOn(finding.subject(), other.subject()));
  }

  /** The most likely cause. */
  Suspect first() {
    return ranked.get(0);
  }

  List<Suspect> ranked() {
    return ranked;
  }

  /** How sure the first one is, between 0 and 1. */
  double confidence() {
    Suspect first = first();
    boolean earliest =
        ranked.stream()
            .noneMatch(s -> s.finding().startedAt().isBefore(first.finding().startedAt()));
    boolean rivals = ranked.stream().skip(1).anyMatch(s -> s.direct() && !s.downstream());
    double score = first.direct() ? 0.7 : 0.4;
    score += earliest ? 0.15 : 0;
    score += rivals ? 0 : 0.1;
    return round(score);
  }

  /** The services with their scores, best first. */
  List<Incident.Candidate> candidates() {
    List<Incident.Candidate> candidates = new ArrayList<>();
    double score = confidence();
    for (Suspect suspect : ranked) {
      candidates.add(new Incident.Candidate(suspect.subject().service(), round(score)));
      score *= suspect.direct() ? 0.5 : 0.4;
    }
    return candidates;
  }

  private static double round(double score) {
    return Math.round(score * 100) / 100.0;
  }
}
