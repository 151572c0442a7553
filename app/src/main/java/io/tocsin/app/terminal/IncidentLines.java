package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An incident as people read it in a terminal. */
public final class IncidentLines {
  private static final int WIDTH = 160;
  private static final int LOG_LINES = 4;

  private final Terminal terminal;
  private final DateTimeFormatter clock;

  public IncidentLines(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** What has become of an incident; empty if nothing that a person wants to be told. */
  public List<String> change(Incident now, @Nullable Incident before) {
    if (before != null && before.revision() >= now.revision()) {
      return List.of();
    }
    if (!now.isOpen()) {
      return List.of(resolved(now));
    }
    return before == null ? full(now, "") : full(now, "worse or wider: ");
  }

  /** Everything that is known of an incident, for the command that shows it. */
  public List<String> full(Incident incident) {
    return incident.isOpen() ? full(incident, "") : all(incident, resolved(incident));
  }

  private List<String> full(Incident incident, String what) {
    String head =
        String.join(
            " ",
            clock.format(incident.isOpen() ? incident.updatedAt() : incident.startedAt()),
            paint(incident.severity()),
            where(incident) + ":",
            what + Inert.text(incident.title(), WIDTH));
    return all(incident, head);
  }

  private List<String> all(Incident incident, String head) {
    List<String> lines = new ArrayList<>();
    lines.add(head);
    detail(lines, "cause   " + cause(incident));
    incident.findings().forEach(finding -> finding(lines, incident, finding));
    incident.advice().stream().limit(2).forEach(advice -> detail(lines, "mend    " + advice));
    detail(lines, terminal.paint(Colour.GREY, "id      " + Inert.text(incident.id())));
    return lines;
  }

  private void finding(List<String> lines, Incident incident, Incident.Observation finding) {
    if (!finding.summary().equals(incident.cause().summary())) {
      detail(lines, "seen    " + finding.service() + ": " + finding.summary());
    }
    if (finding.evidence().get("logs") instanceof List<?> logs) {
      logs.stream()
          .skip(Math.max(0, logs.size() - LOG_LINES))
          .map(line -> Inert.text(Objects.toString(line), WIDTH))
          .forEach(line -> lines.add("           " + terminal.paint(Colour.GREY, "| " + line)));
    }
  }

  private String resolved(Incident incident) {
    Instant end = Objects.requireNonNullElse(incident.resolvedAt(), incident.updatedAt());
    return String.join(
        " ",
        clock.format(end),
        terminal.paint(Colour.GREEN, "RESOLVED"),
        where(incident) + ":",
        Inert.text(incident.title(), WIDTH),
        terminal.paint(Colour.GREY, "(lasted " + span(incident.startedAt(), end) + ")"));
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

  private String paint(Severity severity) {
    Colour colour =
        switch (severity) {
          case CRITICAL -> Colour.RED;
          case WARNING -> Colour.YELLOW;
          case INFO -> Colour.GREY;
        };
    return terminal.paint(colour, severity.name());
  }

  static String span(Instant from, Instant to) {
    long seconds = Math.max(0, Duration.between(from, to).toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
