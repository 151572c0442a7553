package io.tocsin.streams.scenario;

import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.scenario.Outcome.Kind;
import io.tocsin.streams.scenario.Outcome.Line;
import io.tocsin.telemetry.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What would make a scenario fire: other parameters, or something more that is given. It shows that
 * the scenario is just below, and not silent for a reason that nobody meant.
 *
 * @param rules the rules with the other parameters
 * @param cues all that is given, with what more there is
 * @param names the rules of which each must then find what it did not find before
 */
record Tipping(RuleBook rules, List<Cue> cues, List<String> names) {

  /** One line a rule: the first thing that is only found with it, or that there is none. */
  List<Line> judge(Instant start, List<Finding> without, List<Finding> with) {
    Set<String> known = new HashSet<>();
    Told.of(without, start).forEach(told -> known.add(key(told)));
    List<Told> more =
        Told.of(with, start).stream()
            .filter(told -> told.finding().isFiring() && !known.contains(key(told)))
            .toList();
    List<Line> lines = new ArrayList<>();
    for (String name : names) {
      Optional<Told> first =
          more.stream().filter(told -> told.finding().rule().equals(name)).findFirst();
      lines.add(
          first
              .map(told -> new Line(Kind.AS_EXPECTED, told.toString(), "only by fires-with"))
              .orElseGet(() -> new Line(Kind.MISSING, "fires-with: " + name, "it is not told")));
    }
    return lines;
  }

  private static String key(Told told) {
    return told.state() + ' ' + told.finding().id();
  }
}
