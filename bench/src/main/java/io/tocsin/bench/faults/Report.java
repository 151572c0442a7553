package io.tocsin.bench.faults;

import io.tocsin.bench.Figures;
import io.tocsin.bench.faults.Scores.Row;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The suite's result as Markdown, for people. */
final class Report {
  private final StringBuilder text = new StringBuilder();

  private Report() {}

  /**
   * @param figures what was run, and how it went
   */
  static String of(Scores scores, Map<String, Object> figures) {
    Report report = new Report();
    report.line("# Fault suite").line("");
    figures.forEach((name, value) -> report.line("- " + name + ": " + value));
    report.rows("kind of fault", scores.byKind(), scores.all());
    report.rows("dependencies declared", scores.byDeclaration(), scores.all());
    report.calibration(scores);
    report.list(
        "Not quite right",
        scores.outcomes().stream().flatMap(each -> wrong(each).stream()).toList());
    report.list("False incidents", scores.strays().stream().map(Report::told).toList());
    return report.text.toString();
  }

  private void rows(String title, Map<String, Row> rows, Row all) {
    line("");
    line(
        "| "
            + title
            + " | causes | told | incidents a cause | top 1 | top 3 | services complete | delay,"
            + " median | max |");
    line("|---|---|---|---|---|---|---|---|---|");
    rows.forEach(this::row);
    row("**all**", all);
  }

  private void row(String name, Row row) {
    line(
        "| %s | %d | %s | %s | %s | %s | %s | %s | %s |"
            .formatted(
                name,
                row.outcomes().size(),
                ratio(row.told()),
                ratio(row.incidents()),
                ratio(row.first()),
                ratio(row.amongThree()),
                ratio(row.complete()),
                seconds(Figures.median(row.delays())),
                seconds(Figures.percentile(row.delays(), 100))));
  }

  private void calibration(Scores scores) {
    line("").line("| confidence | incidents | right | share |").line("|---|---|---|---|");
    for (Scores.Bin bin : scores.calibration()) {
      double share = bin.incidents() == 0 ? Double.NaN : (double) bin.right() / bin.incidents();
      line(
          "| %s to %s | %d | %d | %s |"
              .formatted(
                  ratio(bin.from()), ratio(bin.to()), bin.incidents(), bin.right(), ratio(share)));
    }
  }

  private static List<String> wrong(Outcome outcome) {
    List<String> faults = new ArrayList<>();
    if (!outcome.isTold()) {
      faults.add("not told");
    } else if (!outcome.isFirst()) {
      faults.add(outcome.isAmongThree() ? "cause among three" : "cause not among three");
    }
    if (outcome.incidents().size() > 1) {
      faults.add(outcome.incidents().size() + " incidents");
    }
    if (!outcome.missing().isEmpty()) {
      faults.add("missing " + outcome.missing());
    }
    if (!outcome.surplus().isEmpty()) {
      faults.add("surplus " + outcome.surplus());
    }
    if (faults.isEmpty()) {
      return List.of();
    }
    Fault fault = outcome.fault();
    StringBuilder line = new StringBuilder();
    line.append(fault.label()).append(" (declared: ").append(fault.stack().declaration());
    line.append(") at ").append(fault.at()).append(": ").append(String.join(", ", faults));
    outcome.incidents().forEach(incident -> line.append("\n  - ").append(told(incident)));
    return List.of(line.toString());
  }

  private static String told(Incident incident) {
    return "%s `%s` %s %s: %s; cause %s by %s (%.2f): %s; candidates %s; services %s"
        .formatted(
            incident.detectedAt(),
            incident.id(),
            incident.stack(),
            incident.severity().wireName(),
            incident.title(),
            incident.cause().service(),
            incident.cause().detector(),
            incident.cause().confidence(),
            incident.cause().summary(),
            incident.candidates().stream()
                .limit(4)
                .map(candidate -> candidate.service() + " " + candidate.score())
                .toList(),
            incident.services());
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
