package io.tocsin.alerts.receiver;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as people say them. */
public final class Span {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC,' d MMM yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Span() {}

  /** {@code 10:00:02 UTC, 21 Nov 2026}. */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  /**
   * {@code 9 s}, {@code 4 min 10 s}, {@code 2 h 5 min}, {@code 3 d 4 h}: the two greatest units.
   */
  public static String duration(Duration span) {
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      return "less than a second";
    }
    if (span.toDays() > 0) {
      return two(span.toDays(), "d", span.toHoursPart(), "h");
    }
    if (span.toHours() > 0) {
      return two(span.toHours(), "h", span.toMinutesPart(), "min");
    }
    return span.toMinutes() > 0
        ? two(span.toMinutes(), "min", span.toSecondsPart(), "s")
        : span.toSeconds() + " s";
  }

  private static String two(long great, String greatUnit, int small, String smallUnit) {
    String rest = small == 0 ? "" : " " + small + " " + smallUnit;
    return great + " " + greatUnit + rest;
  }
}
