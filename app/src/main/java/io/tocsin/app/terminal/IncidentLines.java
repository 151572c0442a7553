package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An incident as people read it in a terminal. */
public final class IncidentLines {
  private static final int WIDTH = 160;
  private static final int LOG_LINES = 4;
  private static final int MOST_FINDINGS = 6;

  private final Terminal terminal;
  private final Clock clock;

  public IncidentLines(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.clock = new Clock(zone);
  }

  /** What has become of an incident; empty if nothing that a person wants to be told. */
  public List<String> change(Incident now, @Nullable Incident before) {
    if (before != null && before.revision() >= now.revision()) {
      return List.of();
    }
    if (!now.isOpen()) {
      return List.of(resolved(now));
    }
    return before == null ? full(now, "") : full(now, News.of(now, before) + ": ");
  }

  private List<String> full(Incident incident, String what) {
    String head =
        String.join(
            " ",
            clock.time(incident.updatedAt()),
            Painted.severity(terminal, incident.severity()),
            where(incident) + ":",
            what + Inert.text(incident.title(), WIDTH));
    List<String> lines = new ArrayList<>();
    lines.add(head);
    detail(lines, "cause   " + cause(incident));
    incident.findings().stream()
        .limit(MOST_FINDINGS)
        .forEach(finding -> finding(lines, incident, finding));
    if (incident.findings().size() > MOST_FINDINGS) {
      detail(lines, "seen    and %d more".formatted(incident.findings().size() - MOST_FINDINGS));
    }
    incident.advice().stream()
        .limit(2)
        .forEach(advice -> detail(lines, "mend    " + Inert.text(advice)));
    detail(lines, terminal.paint(Colour.GREY, "id      " + Inert.text(incident.id())));
    return lines;
  }

  private void finding(List<String> lines, Incident incident, Incident.Observation finding) {
    if (!finding.summary().equals(incident.cause().summary())) {
      String service = finding.service().isEmpty() ? "" : finding.service() + ": ";
      detail(lines, "seen    " + Inert.text(service + finding.summary(), WIDTH));
    }
    List<String> logs = EvidenceLines.logs(finding);
    logs.stream()
        .skip(Math.max(0, logs.size() - LOG_LINES))
        .map(line -> Inert.line(line, WIDTH))
        .forEach(line -> lines.add("           " + terminal.paint(Colour.GREY, "| " + line)));
  }

  private String resolved(Incident incident) {
    Instant end = Objects.requireNonNullElse(incident.resolvedAt(), incident.updatedAt());
    return String.join(
        " ",
        clock.time(end),
        terminal.paint(Colour.GREEN, "RESOLVED"),
        where(incident) + ":",
        Inert.text(incident.title(), WIDTH),
        terminal.paint(Colour.GREY, "(lasted " + Clock.span(incident.startedAt(), end) + ")"));
  }

  private static void detail(List<String> lines, String text) {
    lines.add("         " + text);
  }

  private static String cause(Incident incident) {
    Incident.Cause cause = incident.cause();
    return Inert.text(cause.detector() + ": " + cause.summary(), WIDTH);
  }

  private static String where(Incident incident) {
    String service = Inert.text(incident.cause().service());
    String place = incident.stack().isEmpty() ? "" : Inert.text(incident.stack()) + "/";
    String more = incident.services().size() > 1 ? " +" + (incident.services().size() - 1) : "";
    return service.isEmpty() ? incident.host() : place + service + more;
  }
}
