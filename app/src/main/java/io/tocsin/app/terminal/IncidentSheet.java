package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Incident.Observation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is known of an incident, on one sheet of 80 columns: what, when, why, what changed
 * before, what to do. Only commands to be copied and lines of a log may be wider.
 */
public final class IncidentSheet {
  private static final int WIDTH = 80;
  private static final int LONGEST_LOG_LINE = 300;

  private final Terminal terminal;
  private final Clock clock;
  private final EvidenceLines evidence;
  private final Paragraph paragraph = new Paragraph(WIDTH);

  public IncidentSheet(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.clock = new Clock(zone);
    this.evidence = new EvidenceLines(clock);
  }

  /** The sheet's lines. */
  public List<String> of(Incident incident) {
    List<String> lines = new ArrayList<>(head(incident));
    section(lines, "When", timeline(incident));
    section(lines, "Cause", cause(incident));
    section(lines, "Why, from the symptom to the cause", why(incident));
    section(lines, "What changed in the 3 days before", changes(incident));
    section(lines, "What to do", advice(incident));
    return lines;
  }

  private List<String> head(Incident incident) {
    String severity = incident.severity().name();
    List<String> lines = new ArrayList<>(paragraph.of(severity + "  ", incident.title()));
    lines.set(
        0,
        Painted.severity(terminal, incident.severity())
            + lines.get(0).substring(severity.length()));
    lines.addAll(paragraph.of("  ", state(incident)));
    lines.addAll(paragraph.of("  ", place(incident)));
    lines.add(
        terminal.paint(
            Colour.GREY,
            "  id " + Inert.text(incident.id()) + ", revision " + incident.revision()));
    return lines;
  }

  private String state(Incident incident) {
    Instant end = incident.resolvedAt();
    String since = "since " + clock.date(incident.startedAt());
    return end == null
        ? "open " + since
        : "resolved %s, %s after it began (%s)"
            .formatted(clock.date(end), Clock.span(incident.startedAt(), end), since);
  }

  private static String place(Incident incident) {
    String stack = incident.stack().isEmpty() ? "" : ", stack " + incident.stack();
    String services =
        incident.services().isEmpty()
            ? ""
            : "; services: " + String.join(", ", incident.services());
    return "host " + incident.host() + stack + services;
  }

  private void section(List<String> lines, String title, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(terminal.paint(Colour.BOLD, title));
      lines.addAll(content);
    }
  }

  private record Moment(Instant at, String text) {}

  private List<String> timeline(Incident incident) {
    List<Moment> moments = new ArrayList<>();
    for (Observation finding : incident.findings()) {
      String what = subject(finding) + finding.detector();
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      moments.add(new Moment(finding.startedAt(), what + " begins (" + severity + ")"));
      Instant end = finding.endedAt();
      if (end != null) {
        moments.add(new Moment(end, what + " is over"));
      }
    }
    moments.add(new Moment(incident.detectedAt(), "detected"));
    return moments.stream()
        .sorted(Comparator.comparing(Moment::at))
        .flatMap(
            moment -> paragraph.of("  " + clock.date(moment.at()) + "  ", moment.text()).stream())
        .toList();
  }

  private static String subject(Observation finding) {
    return finding.service().isEmpty() ? "" : finding.service() + ": ";
  }

  private List<String> cause(Incident incident) {
    Incident.Cause cause = incident.cause();
    List<String> lines = new ArrayList<>(paragraph.of("  ", cause.summary()));
    String container =
        Objects.requireNonNullElse(cause.container(), "").isEmpty()
            ? ""
            : ", container " + cause.container();
    lines.addAll(
        paragraph.of(
            "    ",
            "%s%s, %.0f %% sure".formatted(cause.detector(), container, cause.confidence() * 100)));
    ofCause(incident).ifPresent(finding -> standing(lines, finding));
    others(incident).ifPresent(others -> lines.addAll(paragraph.of("  ", others)));
    return lines;
  }

  private void standing(List<String> lines, Observation finding) {
    evidence.facts(finding).forEach(fact -> lines.addAll(paragraph.of("    ", fact)));
    EvidenceLines.logs(finding)
        .forEach(
            line ->
                lines.add(
                    terminal.paint(Colour.GREY, "    | " + Inert.line(line, LONGEST_LOG_LINE))));
  }

  private static Optional<Observation> ofCause(Incident incident) {
    Incident.Cause cause = incident.cause();
    List<Observation> same =
        incident.findings().stream()
            .filter(finding -> finding.service().equals(cause.service()))
            .filter(finding -> finding.detector().equals(cause.detector()))
            .toList();
    return same.stream()
        .filter(finding -> finding.summary().equals(cause.summary()))
        .findFirst()
        .or(() -> same.stream().findFirst());
  }

  private static Optional<String> others(Incident incident) {
    List<String> others =
        incident.candidates().stream()
            .skip(1)
            .limit(5)
            .map(other -> "%s (%.0f %%)".formatted(other.service(), other.score() * 100))
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("less likely: " + String.join(", ", others));
  }

  private List<String> why(Incident incident) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Incident.Step step : incident.why()) {
      boolean isCause = step.statement().equals(incident.cause().summary());
      String service = step.service().isEmpty() ? "" : step.service() + ": ";
      lines.addAll(paragraph.of("  " + ++number + ". ", service + step.statement()));
      if (!isCause) { // its evidence stands above
        step.evidence().forEach(line -> lines.addAll(paragraph.of("     - ", line)));
      }
    }
    return lines;
  }

  private List<String> changes(Incident incident) {
    if (incident.changes().isEmpty()) {
      return List.of("  nothing that was seen");
    }
    return incident.changes().stream()
        .flatMap(
            change -> paragraph.of("  " + clock.date(change.at()) + "  ", change(change)).stream())
        .toList();
  }

  private static String change(Incident.Change change) {
    String from = change.from() == null ? "none" : change.from();
    String to = change.to() == null ? "none" : change.to();
    return "%s: %s, from %s to %s".formatted(change.service(), change.what(), from, to);
  }

  /** A command stands in a line of its own, whole, so that it can be copied. */
  private List<String> advice(Incident incident) {
    List<String> lines = new ArrayList<>();
    for (String advice : incident.advice()) {
      int command = advice.indexOf(": docker ");
      if (command < 0) {
        lines.addAll(paragraph.of("  - ", advice));
      } else {
        lines.addAll(paragraph.of("  - ", advice.substring(0, command + 1)));
        lines.add("      " + Inert.text(advice.substring(command + 2)));
      }
    }
    String console = incident.links().get("console");
    if (console != null) {
      lines.add("  - " + Inert.text(console));
    }
    return lines;
  }
}
