package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Incident.Change;
import io.tocsin.telemetry.Incident.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What happened one after the other: changes shortly before, what was found, how it ended. */
final class Timeline {
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final int MOST = 40;

  private final Paper paper;

  Timeline(Paper paper) {
    this.paper = paper;
  }

  private record Moment(Instant at, String text) {}

  List<String> of(Incident incident) {
    Set<Moment> all = new LinkedHashSet<>();
    changes(all, incident);
    incident.findings().forEach(finding -> finding(all, finding));
    all.add(new Moment(incident.detectedAt(), "detected"));
    Instant end = incident.resolvedAt();
    if (end != null) {
      all.add(
          new Moment(
              end,
              incident.mergedInto() == null
                  ? "resolved"
                  : "goes on as a part of " + incident.mergedInto()));
    }
    List<Moment> moments = all.stream().sorted(Comparator.comparing(Moment::at)).toList();
    List<String> lines = new ArrayList<>();
    String day = "";
    for (Moment moment : moments.subList(0, Math.min(MOST, moments.size()))) {
      String today = paper.clock().day(moment.at());
      if (!today.equals(day)) {
        lines.add("  " + paper.paint(Colour.GREY, today));
      }
      day = today;
      lines.addAll(line(moment, incident.startedAt()));
    }
    if (moments.size() > MOST) {
      lines.add("  … and %d more".formatted(moments.size() - MOST));
    }
    return lines;
  }

  private List<String> line(Moment moment, Instant start) {
    String head =
        "  %s  %9s  ".formatted(paper.clock().time(moment.at()), offset(moment.at(), start));
    return paper.text(head, moment.text());
  }

  /** {@code −40 s}, {@code +4 min}; {@code 0} within a second of the beginning. */
  private static String offset(Instant at, Instant start) {
    if (Duration.between(start, at).abs().toMillis() < 1_000) {
      return "0";
    }
    return at.isBefore(start) ? "−" + Clock.span(at, start) : "+" + Clock.span(start, at);
  }

  private void changes(Set<Moment> all, Incident incident) {
    Instant from = incident.startedAt().minus(BEFORE);
    for (Change change : incident.changes()) {
      if (change.at().isAfter(from)) {
        String name = change.service().isEmpty() ? "" : change.service() + ": ";
        all.add(new Moment(change.at(), name + ChangeSection.words(change)));
      }
    }
  }

  private static void finding(Set<Moment> all, Observation finding) {
    String subject = finding.service().isEmpty() ? "" : finding.service() + ": ";
    String what = subject + finding.detector();
    String severity = finding.severity().name().toLowerCase(java.util.Locale.ROOT);
    all.add(new Moment(finding.startedAt(), what + " begins (" + severity + ")"));
    Instant end = finding.endedAt();
    if (end != null) {
      all.add(new Moment(end, what + " is over"));
    }
  }
}
