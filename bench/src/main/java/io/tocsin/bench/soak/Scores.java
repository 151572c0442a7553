package io.tocsin.bench.soak;

import io.tocsin.bench.Figures;
import io.tocsin.bench.engine.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Recall, precision and delay, over all and for each detector and each kind of fault. */
record Scores(List<Outcome> outcomes, List<Telling> alarms, List<Telling> falseAlarms) {
  /**
   * One row of a table.
   *
   * @param alarms incidents that were posted with this detector as their cause
   * @param wrong those of them that were nobody's fault
   */
  record Score(List<Outcome> outcomes, int alarms, int wrong) {
    long hits() {
      return outcomes.stream().filter(outcome -> outcome.hit() != null).count();
    }

    double recall() {
      return outcomes.isEmpty() ? Double.NaN : (double) hits() / outcomes.size();
    }

    double precision() {
      return alarms == 0 ? Double.NaN : (double) (alarms - wrong) / alarms;
    }

    List<Double> delays() {
      return outcomes.stream()
          .filter(outcome -> outcome.hit() != null)
          .map(Outcome::delaySeconds)
          .toList();
    }

    int repeats() {
      return outcomes.stream().mapToInt(outcome -> outcome.others().size()).sum();
    }

    /** Which detectors told it, and how often. */
    Map<String, Integer> tellers() {
      Map<String, Integer> tellers = new TreeMap<>();
      for (Outcome outcome : outcomes) {
        if (outcome.hit() != null) {
          tellers.merge(outcome.hit().detector(), 1, Integer::sum);
        }
      }
      return tellers;
    }
  }

  static Scores of(Judge judge) {
    return new Scores(judge.outcomes(), judge.firstAlarms(), judge.falseAlarms());
  }

  Score all() {
    return new Score(outcomes, alarms.size(), falseAlarms.size());
  }

  /** By the detector that each kind of fault is made for, and by the cause that was posted. */
  Map<String, Score> byDetector() {
    TreeSet<String> names = new TreeSet<>();
    outcomes.forEach(outcome -> names.add(outcome.fault().kind().told().detector()));
    alarms.forEach(alarm -> names.add(cause(alarm)));
    Map<String, Score> scores = new TreeMap<>();
    for (String name : names) {
      List<Outcome> own = new ArrayList<>(outcomes);
      own.removeIf(outcome -> !outcome.fault().kind().told().detector().equals(name));
      scores.put(name, new Score(own, count(alarms, name), count(falseAlarms, name)));
    }
    return scores;
  }

  Map<String, Score> byKind() {
    Map<String, Score> scores = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      String name = outcome.fault().kind().name();
      List<Outcome> own = new ArrayList<>(outcomes);
      own.removeIf(other -> !other.fault().kind().name().equals(name));
      scores.put(name, new Score(own, 0, 0));
    }
    return scores;
  }

  List<Outcome> misses() {
    return outcomes.stream().filter(outcome -> outcome.hit() == null).toList();
  }

  List<Outcome> endedEarly() {
    return outcomes.stream().filter(Outcome::ended).toList();
  }

  /** In figures, as far as there are any. */
  static Map<String, Object> figures(Score score) {
    Map<String, Object> figures = new java.util.LinkedHashMap<>();
    figures.put("faults", score.outcomes().size());
    figures.put("told", score.hits());
    figures.put("recall", Figures.round(score.recall()));
    figures.put("incidents", score.alarms());
    figures.put("falseAlarms", score.wrong());
    figures.put("precision", Figures.round(score.precision()));
    figures.put("repeats", score.repeats());
    figures.put("delaySeconds", Figures.spread(score.delays()));
    return figures;
  }

  private static int count(List<Telling> tellings, String detector) {
    return (int) tellings.stream().filter(telling -> cause(telling).equals(detector)).count();
  }

  private static String cause(Telling telling) {
    return telling.incident().cause().detector();
  }
}
