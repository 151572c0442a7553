package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import java.time.ZoneId;
import java.util.List;

/** What the parts of a sheet are written on: where, how wide, in which time zone. */
record Paper(Terminal terminal, Clock clock, Paragraph paragraph) {
  static Paper of(Terminal terminal, ZoneId zone) {
    return new Paper(terminal, new Clock(zone), new Paragraph(terminal.width()));
  }

  /** A text that begins behind a head, in as many lines as it takes. */
  List<String> text(String head, String text) {
    return paragraph.of(head, text);
  }

  String paint(Colour colour, String text) {
    return terminal.paint(colour, text);
  }

  List<String> paint(Colour colour, List<String> lines) {
    return lines.stream().map(line -> terminal.paint(colour, line)).toList();
  }
}
