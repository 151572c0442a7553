package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An incident as people read it in a terminal, in lines as wide as that. */
public final class IncidentLines {
  private static final int LONGEST = 400;
  private static final String INDENT = " ".repeat(9);
  private static final String LOG_INDENT = INDENT + "  ";
  private static final int LOG_LINES = 4;
  private static final int MOST_FINDINGS = 6;

  private final Terminal terminal;
  private final Clock clock;
  private final Paragraph paragraph;
  private final Function<Incident, Optional<String>> withholds;

  public IncidentLines(Terminal terminal, ZoneId zone) {
    this(terminal, zone, incident -> Optional.empty());
  }

  /**
   * Lines that say too that all receivers are kept from an incident.
   *
   * @param withholds why they are; empty for incidents of which this is not so
   */
  public IncidentLines(
      Terminal terminal, ZoneId zone, Function<Incident, Optional<String>> withholds) {
    this.withholds = withholds;
    this.terminal = terminal;
    this.clock = new Clock(zone);
    this.paragraph = new Paragraph(terminal.width());
  }

  /** What has become of an incident; empty if nothing that a person wants to be told. */
  public List<String> change(Incident now, @Nullable Incident before) {
    if (before != null && before.revision() >= now.revision()) {
      return List.of();
    }
    if (!now.isOpen()) {
      return resolved(now);
    }
    List<String> lines = full(now, before == null ? "" : News.of(now, before) + ": ");
    withholds
        .apply(now)
        .ifPresent(why -> detail(lines, "told", Inert.text("nobody for now: " + why, LONGEST)));
    return lines;
  }

  private List<String> full(Incident incident, String what) {
    List<String> lines =
        new ArrayList<>(
            headline(
                clock.time(incident.updatedAt()),
                Painted.severity(terminal, incident.severity()),
                where(incident) + ": " + what + Inert.text(incident.title(), LONGEST)));
    detail(lines, "cause", cause(incident));
    incident.findings().stream()
        .limit(MOST_FINDINGS)
        .forEach(finding -> finding(lines, incident, finding));
    if (incident.findings().size() > MOST_FINDINGS) {
      detail(lines, "seen", "and %d more".formatted(incident.findings().size() - MOST_FINDINGS));
    }
    incident.advice().stream().limit(2).forEach(advice -> detail(lines, "mend", advice));
    String id = INDENT + "id      " + Inert.text(incident.id());
    lines.add(terminal.paint(Colour.GREY, id));
    return lines;
  }

  private void finding(List<String> lines, Incident incident, Incident.Observation finding) {
    if (!finding.summary().equals(incident.cause().summary())) {
      String service = finding.service().isEmpty() ? "" : finding.service() + ": ";
      detail(lines, "seen", Inert.text(service + finding.summary(), LONGEST));
    }
    List<String> logs = EvidenceLines.logs(finding);
    int room = terminal.width() - LOG_INDENT.length() - 2;
    logs.stream()
        .skip(Math.max(0, logs.size() - LOG_LINES))
        .map(line -> LOG_INDENT + terminal.paint(Colour.GREY, "| " + Inert.line(line, room)))
        .forEach(lines::add);
  }

  private List<String> resolved(Incident incident) {
    Instant end = Objects.requireNonNullElse(incident.resolvedAt(), incident.updatedAt());
    String lasted = " (lasted " + Clock.span(incident.startedAt(), end) + ")";
    return headline(
        clock.time(end),
        terminal.paint(Colour.GREEN, "RESOLVED"),
        where(incident) + ": " + Inert.text(incident.title(), LONGEST) + lasted);
  }

  private List<String> headline(String time, String word, String text) {
    return paragraph.of(time + " " + word + " ", INDENT.length(), text);
  }

  private void detail(List<String> lines, String what, String text) {
    lines.addAll(paragraph.of(INDENT + "%-8s".formatted(what), text));
  }

  private static String cause(Incident incident) {
    Incident.Cause cause = incident.cause();
    return Inert.text(cause.detector() + ": " + cause.summary(), LONGEST);
  }

  private static String where(Incident incident) {
    String service = Inert.text(incident.cause().service());
    String place = incident.stack().isEmpty() ? "" : Inert.text(incident.stack()) + "/";
    String more = incident.services().size() > 1 ? " +" + (incident.services().size() - 1) : "";
    return service.isEmpty() ? incident.host() : place + service + more;
  }
}
