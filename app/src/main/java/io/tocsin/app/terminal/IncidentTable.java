package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Incidents in a table as wide as the terminal, one a row. */
public final class IncidentTable {
  private static final int ID = 8;
  private static final String ROW = "%-8s  %-8s  %12s  %7s  ";

  private final Terminal terminal;
  private final Clock clock;
  private final Paragraph paragraph;

  public IncidentTable(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.clock = new Clock(zone);
    this.paragraph = new Paragraph(terminal.width());
  }

  /**
   * The table's lines, none for no incidents.
   *
   * @param now until when those that are open have lasted
   */
  public List<String> of(List<Incident> incidents, Instant now) {
    if (incidents.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String head = ROW.formatted("ID", "SEVERITY", "SINCE", "LASTS") + "WHAT";
    lines.add(terminal.paint(Colour.GREY, head));
    incidents.forEach(incident -> lines.addAll(row(incident, now)));
    return lines;
  }

  private List<String> row(Incident incident, Instant now) {
    Instant end = Objects.requireNonNullElse(incident.resolvedAt(), now);
    String id = Inert.text(incident.id());
    String state = state(incident);
    String head =
        ROW.formatted(
            id.substring(0, Math.min(ID, id.length())),
            state,
            clock.minute(incident.startedAt()),
            Clock.span(incident.startedAt(), end));
    List<String> lines = new ArrayList<>(paragraph.of(head, what(incident)));
    String painted =
        incident.isOpen()
            ? Painted.severity(terminal, incident.severity())
            : terminal.paint(Colour.GREEN, state);
    lines.set(0, lines.get(0).replaceFirst(state, painted.replace("\\", "\\\\")));
    return lines;
  }

  private static String state(Incident incident) {
    if (incident.isOpen()) {
      return incident.severity().name();
    }
    return incident.mergedInto() == null ? "RESOLVED" : "MERGED";
  }

  private static String what(Incident incident) {
    String stack = incident.stack().isEmpty() ? "" : incident.stack() + ": ";
    String course = Course.inShort(incident);
    Acknowledgement hand = incident.acknowledged();
    return stack
        + incident.title()
        + (course.isEmpty() ? "" : " (" + course + ")")
        + (hand == null ? "" : " [acknowledged by " + hand.author() + "]");
  }
}
