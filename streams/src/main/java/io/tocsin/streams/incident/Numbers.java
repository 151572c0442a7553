package io.tocsin.streams.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and lines as short as people read them. */
final class Numbers {
  private static final int LONGEST = 240;

  private Numbers() {}

  /** {@code 2.5}, {@code 31}. */
  static String brief(double value) {
    return value < 10 && value != Math.rint(value)
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.0f", value);
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  /** A time to the millisecond, in UTC. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  static double round(double share) {
    return Math.round(share * 100) / 100.0;
  }
}
