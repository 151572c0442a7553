package io.tocsin.app.terminal;

import io.tocsin.alerts.policy.Delivery;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of an incident, on one sheet as wide as the terminal, in the order in which
 * somebody wants it who was just woken: what, why, what to do; then the record. Only commands to be
 * copied and lines of a log may be wider.
 */
public final class IncidentSheet {
  private final Paper paper;

  public IncidentSheet(Terminal terminal, ZoneId zone) {
    this.paper = Paper.of(terminal, zone);
  }

  /** The sheet's lines, of one that nobody was told of. */
  public List<String> of(Incident incident, Instant now) {
    return of(incident, now, List.of());
  }

  /**
   * The sheet's lines.
   *
   * @param now until when an open one has lasted
   * @param deliveries who was told of it, as far as it is known
   */
  public List<String> of(Incident incident, Instant now, List<Delivery> deliveries) {
    List<String> lines = new ArrayList<>(head(incident, now));
    section(lines, "Cause", new CauseSection(paper).of(incident));
    section(lines, "What to do", new AdviceSection(paper).of(incident));
    section(lines, "Why, from the symptom to the cause", why(incident));
    section(lines, "What changed in the 3 days before", new ChangeSection(paper).of(incident));
    section(lines, "Timeline", new Timeline(paper).of(incident));
    section(lines, "Who was told", new TellingSection(paper).of(deliveries));
    return lines;
  }

  private List<String> head(Incident incident, Instant now) {
    String severity = incident.severity().name();
    List<String> lines = new ArrayList<>(paper.text(severity + "  ", incident.title()));
    lines.set(
        0,
        Painted.severity(paper.terminal(), incident.severity())
            + lines.get(0).substring(severity.length()));
    lines.addAll(paper.text("  ", state(incident, now)));
    String course = Course.of(incident, paper.clock());
    if (!course.isEmpty()) {
      lines.addAll(paper.text("  ", course));
    }
    Acknowledgement hand = incident.acknowledged();
    if (hand != null) {
      lines.addAll(paper.text("  ", hand(hand)));
    }
    lines.addAll(paper.text("  ", place(incident)));
    lines.add(
        paper.paint(
            Colour.GREY,
            "  id " + Inert.text(incident.id()) + ", revision " + incident.revision()));
    return lines;
  }

  private String hand(Acknowledgement hand) {
    String what = hand.note().isEmpty() ? "" : ": " + hand.note();
    return "acknowledged by " + hand.author() + ", " + paper.clock().minute(hand.at()) + what;
  }

  private String state(Incident incident, Instant now) {
    Instant start = incident.startedAt();
    Instant end = incident.resolvedAt();
    boolean atOnce = incident.detectedAt().isBefore(start.plusSeconds(1));
    String seen =
        atOnce ? "seen at once" : "seen after " + Clock.span(start, incident.detectedAt());
    return end == null
        ? "open for %s, since %s; %s"
            .formatted(Clock.span(start, now), paper.clock().date(start), seen)
        : "lasted %s, from %s to %s; %s"
            .formatted(
                Clock.span(start, end), paper.clock().date(start), paper.clock().date(end), seen);
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
      lines.add(paper.paint(Colour.BOLD, title));
      lines.addAll(content);
    }
  }

  private List<String> why(Incident incident) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Incident.Step step : incident.why()) {
      boolean isCause = step.statement().equals(incident.cause().summary());
      String service = step.service().isEmpty() ? "" : step.service() + ": ";
      lines.addAll(
          paper.text("  " + ++number + ". ", service + paper.clock().local(step.statement())));
      if (!isCause) { // its evidence stands above
        step.evidence()
            .forEach(
                line ->
                    lines.addAll(
                        paper.paint(
                            Colour.GREY, paper.text("     - ", paper.clock().local(line)))));
      }
    }
    return lines;
  }
}
