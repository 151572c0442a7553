package io.tocsin.streams.advice;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.Makeup;
import io.tocsin.streams.change.Shell;
import io.tocsin.telemetry.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what to do next: what the last words ask for, how to go back to what was before, where to
 * look, how to start again. A command stands at the end of its line, behind a colon.
 */
public final class Advisor {
  private static final int MOST = 7;
  private static final int MOST_LINES = 30;

  private final ChangeLedger ledger;
  private final Clues clues = new Clues();

  public Advisor(ChangeLedger ledger) {
    this.ledger = ledger;
  }

  /** The most urgent first; at most seven lines. */
  public List<String> on(Trouble trouble) {
    Place place = Place.of(ledger, trouble.subject(), trouble.container(), trouble.latest());
    List<String> back =
        ledger
            .prelude(trouble.subject().stack(), trouble.onset(), trouble.relation())
            .map(prelude -> new Rollback(ledger, trouble.subject()).of(prelude))
            .orElse(List.of());
    Set<String> advice = new LinkedHashSet<>();
    advice.addAll(new Steps(trouble, place, back, clues).of());
    Optional<String> omissions =
        trouble.subject().isEngine() ? Optional.empty() : Omissions.of(place);
    List<String> told = new ArrayList<>(advice.stream().limit(MOST - 1).toList());
    omissions.ifPresent(told::add);
    return told;
  }

  /** What the findings of a service quote from its log, or from its probe. */
  static List<String> lines(Trouble trouble) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : trouble.findings()) {
      if (finding.subject().equals(trouble.subject())) {
        add(lines, finding.evidence().get("probeOutput"));
        add(lines, finding.evidence().get("logs"));
      }
    }
    if (trouble.finding() != null) { // its own words come last, and are read first
      add(lines, trouble.finding().evidence().get("logs"));
    }
    return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
  }

  private static void add(List<String> lines, @org.jspecify.annotations.Nullable Object evidence) {
    if (evidence instanceof Collection<?> several) {
      several.forEach(line -> lines.add(String.valueOf(line)));
    } else if (evidence instanceof String text) {
      lines.addAll(text.lines().toList());
    }
  }

  /** The command of a health check as it can be pasted; empty where it is not known in full. */
  static Optional<String> probe(Place place) {
    String shell = "/bin/sh -c ";
    return place
        .makeup()
        .map(Makeup::healthCheck)
        .filter(test -> !test.isEmpty() && !test.contains("[redacted]"))
        .map(
            test ->
                test.startsWith(shell) ? shell + Shell.quote(test.substring(shell.length())) : test)
        .map(test -> "docker exec %s %s".formatted(place.container(), test));
  }
}
