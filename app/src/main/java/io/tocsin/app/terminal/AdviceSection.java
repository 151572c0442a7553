package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do, step by step; each command whole in a line of its own, so that it can be copied. */
final class AdviceSection {
  private static final Pattern COMMAND =
      Pattern.compile("^(.*[:：]) ((?:docker|docker-compose|dmesg|journalctl|ss|df|tocsin) .+)$");

  private final Paper paper;

  AdviceSection(Paper paper) {
    this.paper = paper;
  }

  List<String> of(Incident incident) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (String advice : incident.advice()) {
      String head = "  %d. ".formatted(++number);
      Matcher matcher = COMMAND.matcher(Inert.text(advice));
      if (matcher.matches()) {
        lines.addAll(paper.text(head, matcher.group(1)));
        lines.add("       " + paper.paint(Colour.BOLD, matcher.group(2)));
      } else {
        lines.addAll(paper.text(head, advice));
      }
    }
    incident
        .links()
        .forEach(
            (name, address) -> lines.addAll(paper.text("  " + Inert.text(name) + ": ", address)));
    return lines;
  }
}
