package io.tocsin.bench.faults;

import io.tocsin.bench.Figures;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The suite's figures.
 *
 * @param strays incidents that were nobody's fault
 */
record Scores(List<Outcome> outcomes, List<Incident> strays) {
  private static final double[] BINS = {0, 0.5, 0.7, 0.8, 0.9, 1.01};

  /**
   * A row of the table by confidence.
   *
   * @param incidents that were told with a confidence in [from, to)
   * @param right those that named the cause
   */
  record Bin(double from, double to, int incidents, int right) {}

  /** The same over some of the outcomes. */
  record Row(List<Outcome> outcomes) {
    double incidents() {
      return mean(outcome -> (double) outcome.incidents().size());
    }

    double told() {
      return share(Outcome::isTold);
    }

    double first() {
      return share(Outcome::isFirst);
    }

    double amongThree() {
      return share(Outcome::isAmongThree);
    }

    double complete() {
      return share(Outcome::isComplete);
    }

    List<Double> delays() {
      List<Double> delays = new ArrayList<>();
      for (Outcome outcome : outcomes) {
        if (outcome.delay() != null) {
          delays.add(outcome.delay().toMillis() / 1e3);
        }
      }
      return delays;
    }

    private double share(Predicate<Outcome> good) {
      return mean(outcome -> good.test(outcome) ? 1.0 : 0.0);
    }

    private double mean(Function<Outcome, Double> value) {
      return outcomes.stream().mapToDouble(value::apply).average().orElse(Double.NaN);
    }
  }

  Row all() {
    return new Row(outcomes);
  }

  Map<String, Row> byKind() {
    return by(outcome -> outcome.fault().plan().kind().wireName());
  }

  Map<String, Row> byDeclaration() {
    return by(outcome -> outcome.fault().stack().declaration());
  }

  /** How right the incidents are, by how sure they say they are. */
  List<Bin> calibration() {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i + 1 < BINS.length; i++) {
      double from = BINS[i];
      double to = BINS[i + 1];
      Predicate<Incident> fits =
          incident -> incident.cause().confidence() >= from && incident.cause().confidence() < to;
      int right = 0;
      int all = (int) strays.stream().filter(fits).count();
      for (Outcome outcome : outcomes) {
        List<Incident> own = outcome.incidents().stream().filter(fits).toList();
        all += own.size();
        right += (int) own.stream().filter(outcome::names).count();
      }
      bins.add(new Bin(from, Math.min(1, to), all, right));
    }
    return bins;
  }

  Map<String, Object> figures() {
    Row all = all();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("stacks", outcomes.stream().map(each -> each.fault().stack()).distinct().count());
    figures.put("causes", outcomes.size());
    figures.put("told", Figures.round(all.told()));
    figures.put("incidentsPerCause", Figures.round(all.incidents()));
    figures.put("merged", outcomes.stream().mapToInt(Outcome::merged).sum());
    figures.put("top1", Figures.round(all.first()));
    figures.put("top3", Figures.round(all.amongThree()));
    figures.put("servicesComplete", Figures.round(all.complete()));
    figures.put(
        "servicesNamedInVain", outcomes.stream().mapToInt(each -> each.surplus().size()).sum());
    figures.put("delaySeconds", Figures.spread(all.delays()));
    figures.put("falseIncidents", strays.size());
    figures.put("calibration", calibration());
    return figures;
  }

  private Map<String, Row> by(Function<Outcome, String> name) {
    Map<String, Row> rows = new TreeMap<>();
    outcomes.stream()
        .collect(Collectors.groupingBy(name))
        .forEach((key, some) -> rows.put(key, new Row(some)));
    return rows;
  }
}
