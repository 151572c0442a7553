package io.tocsin.app.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and spans as they stand in a terminal. */
final class Clock {
  private final DateTimeFormatter time;
  private final DateTimeFormatter date;
  private final DateTimeFormatter minute;
  private final DateTimeFormatter day;

  Clock(ZoneId zone) {
    time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    minute = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(zone);
    day = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH).withZone(zone);
    date = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(zone);
  }

  /** {@code 10:00:09}. */
  String time(Instant at) {
    return time.format(at);
  }

  /** {@code 21 Nov 10:00:09}. */
  String date(Instant at) {
    return date.format(at);
  }

  /** {@code 21 Nov 10:00}. */
  String minute(Instant at) {
    return minute.format(at);
  }

  /** {@code Saturday 21 November}. */
  String day(Instant at) {
    return day.format(at);
  }

  /** {@code 90 s}, {@code 4 min}, {@code 5 h}, {@code 3 d}. */
  static String span(Instant from, Instant to) {
    long seconds = Math.max(0, Duration.between(from, to).toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }
}
