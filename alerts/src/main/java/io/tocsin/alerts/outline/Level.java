package io.tocsin.alerts.outline;

import java.util.List;

/**
 * How much of an outline a message holds. Where it does not fit, the next lower level is tried:
 * what others will find in the console goes first, the cause and the last lines of its log stay.
 * Lengths are of the text as it is written, escapes and all.
 *
 * @param title longest title
 * @param cause longest sentence of the cause
 * @param sentence longest of all other sentences
 * @param entries how many sentences a list holds
 * @param services how many services are named
 * @param logs how many lines of the log, from the end
 * @param line longest line of the log
 */
public record Level(
    int title, int cause, int sentence, int entries, int services, int logs, int line) {
  public static final List<Level> LEVELS =
      List.of(
          new Level(300, 1_000, 500, 10, 30, 20, 500),
          new Level(300, 800, 300, 7, 20, 12, 200),
          new Level(250, 600, 200, 5, 12, 8, 160),
          new Level(200, 400, 150, 3, 8, 5, 140),
          new Level(150, 300, 120, 2, 5, 4, 120),
          new Level(120, 250, 100, 1, 3, 3, 100),
          new Level(80, 160, 60, 0, 0, 2, 80),
          new Level(60, 100, 40, 0, 0, 1, 60));

  public static Level most() {
    return LEVELS.get(0);
  }

  /** The same with a title no longer than this. */
  public Level withTitle(int longest) {
    return new Level(Math.min(title, longest), cause, sentence, entries, services, logs, line);
  }
}
