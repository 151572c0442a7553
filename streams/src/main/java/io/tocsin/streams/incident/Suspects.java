package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The possible causes of an incident, the likeliest first. */
final class Suspects {
  private static final int MOST_TOLD = 12;

  private final List<Suspect> ranked;
  private final List<Double> shares;

  private Suspects(List<Suspect> ranked) {
    this.ranked = ranked;
    shares = shares(ranked);
  }

  static Suspects of(Scene scene) {
    List<Suspect> suspects = new ArrayList<>();
    scene.candidates().forEach(subject -> suspects.add(Scale.weigh(scene, subject)));
    suspects.sort(
        Comparator.comparingInt(Suspect::points)
            .reversed()
            .thenComparing(Suspect::onset)
            .thenComparing(suspect -> suspect.subject().key()));
    return new Suspects(suspects);
  }

  /**
   * How likely each is, if exactly one of them or somebody unseen is the cause: the odds are e to
   * the points (McFadden, Conditional Logit Analysis, 1974).
   */
  private static List<Double> shares(List<Suspect> ranked) {
    double best = ranked.get(0).points();
    double sum = odds(Weights.UNSEEN - best);
    for (Suspect suspect : ranked) {
      sum += odds(suspect.points() - best);
    }
    double all = sum;
    return ranked.stream().map(suspect -> odds(suspect.points() - best) / all).toList();
  }

  private static double odds(double points) {
    return Math.exp(points / Weights.TEMPERATURE);
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
    double share = 0;
    for (int i = 0; i < ranked.size(); i++) {
      share += i == 0 || isSameHand(ranked.get(i)) ? shares.get(i) : 0;
    }
    return Numbers.round(Math.min(0.99, share));
  }

  /** What one command removed has one cause, whichever container comes first. */
  private boolean isSameHand(Suspect other) {
    return first().detector().equals(other.detector())
        && first().finding() != null
        && (Nature.isRemoval(first().finding())
            || Nature.isOfTelemetry(first().finding())
            || isSameRefusal(other));
  }

  private boolean isSameRefusal(Suspect other) {
    Finding one = first().finding();
    Finding two = other.finding();
    return one != null && two != null && HostRefusal.isSame(one, two);
  }

  /** The services with their scores, best first. */
  List<Incident.Candidate> candidates() {
    List<Incident.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < ranked.size() && i < MOST_TOLD; i++) {
      Suspect suspect = ranked.get(i);
      double score = i == 0 ? confidence() : Numbers.round(Math.min(shares.get(i), confidence()));
      candidates.add(
          new Incident.Candidate(
              suspect.subject().service(), score, suspect.points(), suspect.reasons()));
    }
    return candidates;
  }
}
