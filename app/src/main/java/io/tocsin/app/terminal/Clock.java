package io.tocsin.app.terminal;

import io.tocsin.telemetry.Elapsed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and spans as they stand in a terminal. */
final class Clock {
  private static final Pattern TIME =
      Pattern.compile("\\b20\\d\\d-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z");

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

  /** The text with the times in it as they are here. */
  String local(String text) {
    return TIME.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(date(Instant.parse(match.group()))));
  }

  /** {@code Saturday 21 November}. */
  String day(Instant at) {
    return day.format(at);
  }

  /** {@code 90 s}, {@code 4 min}, {@code 5 h}, {@code 3 d 4 h}. */
  static String span(Instant from, Instant to) {
    return Elapsed.words(Duration.between(from, to));
  }
}
