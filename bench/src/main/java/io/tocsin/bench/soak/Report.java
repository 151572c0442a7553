package io.tocsin.bench.soak;

import io.tocsin.bench.Figures;
import io.tocsin.bench.engine.Telling;
import io.tocsin.bench.soak.Scores.Score;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The soak's result as Markdown, for people. */
final class Report {
  private final StringBuilder text = new StringBuilder();

  private Report() {}

  /**
   * @param figures what was run, and how it went
   */
  static String of(Scores scores, Map<String, Object> figures) {
    Report report = new Report();
    report.line("# Soak").line("");
    figures.forEach((name, value) -> report.line("- " + name + ": " + value));
    if (!scores.outcomes().isEmpty()) {
      report.detectors(scores);
      report.kinds(scores);
    }
    report.list("Missed", scores.misses().stream().map(Report::missed).toList());
    report.list("False alarms", scores.falseAlarms().stream().map(Telling::summary).toList());
    report.list(
        "More than one incident for one fault",
        scores.outcomes().stream()
            .flatMap(
                outcome ->
                    outcome.others().stream()
                        .map(other -> outcome.fault().label() + ": " + other.summary()))
            .toList());
    report.list(
        "Called over while it lasted",
        scores.endedEarly().stream().map(outcome -> outcome.fault().label()).toList());
    return report.text.toString();
  }

  private void detectors(Scores scores) {
    line("");
    line(
        "| detector | faults | told | recall | incidents | false | precision | delay, median | max"
            + " |");
    line("|---|---|---|---|---|---|---|---|---|");
    scores.byDetector().forEach(this::detector);
    detector("**all**", scores.all());
  }

  private void detector(String name, Score score) {
    line(
        "| %s | %d | %d | %s | %d | %d | %s | %s | %s |"
            .formatted(
                name,
                score.outcomes().size(),
                score.hits(),
                ratio(score.recall()),
                score.alarms(),
                score.wrong(),
                ratio(score.precision()),
                seconds(Figures.median(score.delays())),
                seconds(Figures.percentile(score.delays(), 100))));
  }

  private void kinds(Scores scores) {
    line("");
    line("| kind of fault | faults | told | by | delay, median | max | repeats |");
    line("|---|---|---|---|---|---|---|");
    scores.byKind().forEach(this::kind);
  }

  private void kind(String name, Score score) {
    String tellers =
        score.tellers().entrySet().stream()
            .map(
                teller -> teller.getKey() + (teller.getValue() > 1 ? " ×" + teller.getValue() : ""))
            .collect(Collectors.joining(", "));
    line(
        "| %s | %d | %d | %s | %s | %s | %d |"
            .formatted(
                name,
                score.outcomes().size(),
                score.hits(),
                tellers,
                seconds(Figures.median(score.delays())),
                seconds(Figures.percentile(score.delays(), 100)),
                score.repeats()));
  }

  private static String missed(Outcome outcome) {
    return "%s at %s, %s within %d s"
        .formatted(
            outcome.fault().label(),
            outcome.fault().at(),
            outcome.fault().kind().told().detector(),
            outcome.fault().kind().timing().deadline().toSeconds());
  }

  private void list(String title, List<String> items) {
    line("").line("## " + title + ": " + (items.isEmpty() ? "none" : items.size()));
    items.forEach(item -> line("- " + item));
  }

  private Report line(String line) {
    text.append(line).append('\n');
    return this;
  }

  private static String ratio(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String seconds(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f s", value);
  }
}
