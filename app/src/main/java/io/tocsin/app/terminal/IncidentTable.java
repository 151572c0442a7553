package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Incidents in a table of 80 columns, one a row. */
public final class IncidentTable {
  private static final int WIDTH = 80;
  private static final int ID = 8;
  private static final String ROW = "%-8s  %-8s  %12s  %7s  ";

  private final Terminal terminal;
  private final Clock clock;
  private final Paragraph paragraph = new Paragraph(WIDTH);

  public IncidentTable(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.clock = new Clock(zone);
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
    String state = incident.isOpen() ? incident.severity().name() : "RESOLVED";
    String head =
        ROW.formatted(
            id.substring(0, Math.min(ID, id.length())),
            state,
            clock.minute(incident.startedAt()),
            Clock.span(incident.startedAt(), end));
    List<String> lines = paragraph.of(head, what(incident));
    String painted =
        incident.isOpen()
            ? Painted.severity(terminal, incident.severity())
            : terminal.paint(Colour.GREEN, state);
    lines.set(0, lines.get(0).replaceFirst(state, painted.replace("\\", "\\\\")));
    return lines;
  }

  private static String what(Incident incident) {
    String stack = incident.stack().isEmpty() ? "" : incident.stack() + ": ";
    return stack + incident.title();
  }
}
