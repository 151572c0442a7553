package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Severity;

/** Words that have a colour of their own. */
final class Painted {
  private Painted() {}

  static String severity(Terminal terminal, Severity severity) {
    Colour colour =
        switch (severity) {
          case CRITICAL -> Colour.RED;
          case WARNING -> Colour.YELLOW;
          case INFO -> Colour.GREY;
        };
    return terminal.paint(colour, severity.name());
  }
}
