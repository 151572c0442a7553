package io.tocsin.app.terminal;

import io.tocsin.app.deliveries.DeliveryStatus;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Deliveries in a table, two lines a row: where it stands with whom, and what it is about. */
public final class DeliveryTable {
  private static final int ID = 8;
  private static final String ROW = "%-9s  %-8s  %12s  %6s  ";
  private static final String INDENT = " ".repeat(11);

  private final Terminal terminal;
  private final Clock clock;
  private final Paragraph paragraph;

  public DeliveryTable(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.clock = new Clock(zone);
    this.paragraph = new Paragraph(terminal.width());
  }

  /** The table's lines. */
  public List<String> of(List<DeliveryStatus> deliveries) {
    List<String> lines = new ArrayList<>();
    if (deliveries.isEmpty()) {
      return List.of("Nothing of that.");
    }
    String head = ROW.formatted("STATE", "INCIDENT", "AT", "TOLD") + "RECEIVER";
    lines.add(terminal.paint(Colour.GREY, head));
    deliveries.forEach(delivery -> lines.addAll(row(delivery)));
    return lines;
  }

  private List<String> row(DeliveryStatus delivery) {
    String state = delivery.state().wireName();
    String id = Inert.text(delivery.incident());
    Instant at = delivery.at();
    String told = delivery.told() + "/" + delivery.revision();
    String head =
        ROW.formatted(
            state,
            id.substring(0, Math.min(ID, id.length())),
            at == null ? "" : clock.minute(at),
            told);
    List<String> lines = new ArrayList<>();
    String line = head + Inert.text(delivery.receiver());
    lines.add(line.replaceFirst(state, painted(delivery).replace("\\", "\\\\")));
    lines.addAll(paragraph.of(INDENT, what(delivery)));
    return lines;
  }

  private String painted(DeliveryStatus delivery) {
    Colour colour =
        switch (delivery.state()) {
          case DELIVERED -> Colour.GREEN;
          case WAITS, HELD -> Colour.YELLOW;
          case DEAD -> Colour.RED;
          case UNTOLD -> Colour.GREY;
        };
    return terminal.paint(colour, delivery.state().wireName());
  }

  private String what(DeliveryStatus delivery) {
    String over = delivery.incidentState() == Incident.State.RESOLVED ? " (over)" : "";
    String reason = delivery.reason() == null ? "" : ": " + delivery.reason();
    return clock.local(delivery.title() + over + reason);
  }
}
