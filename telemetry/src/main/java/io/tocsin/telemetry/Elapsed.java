package io.tocsin.telemetry;

import java.time.Duration;

/** How long something took or lasted, for people: one way of rounding wherever it is told. */
public final class Elapsed {
  private static final int SECONDS_TOLD = 120;
  private static final int MINUTES_TOLD = 120;
  private static final int HOURS_TOLD = 48;

  private Elapsed() {}

  /** {@code 45 s}, {@code 12 min}, {@code 3 h 20 min}, {@code 2 d 4 h}; never less than nothing. */
  public static String words(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < SECONDS_TOLD) {
      return seconds + " s";
    }
    long minutes = (seconds + 30) / 60;
    if (minutes < MINUTES_TOLD) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < HOURS_TOLD
        ? hours + " h" + rest(minutes % 60, " min")
        : hours / 24 + " d" + rest(hours % 24, " h");
  }

  private static String rest(long number, String unit) {
    return number == 0 ? "" : " " + number + unit;
  }
}
