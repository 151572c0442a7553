package io.tocsin.app.report;

import io.tocsin.telemetry.Elapsed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Times, spans and numbers as the report writes them. All times are UTC. */
final class Words {
  private static final DateTimeFormatter DATE = format("d MMM yyyy HH:mm:ss");
  private static final DateTimeFormatter SHORT = format("d MMM HH:mm:ss");

  private Words() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** {@code 15 Sep 2025 14:00:00}. */
  static String date(Instant at) {
    return DATE.format(at);
  }

  /** {@code 15 Sep 14:00:00}. */
  static String time(Instant at) {
    return SHORT.format(at);
  }

  /** {@code 45 s}, {@code 12 min}, {@code 3 h 20 min}, {@code 2 d 4 h}. */
  static String span(Duration length) {
    return Elapsed.words(length);
  }

  /** {@code 71.8 %}, of counts. */
  static String share(long part, long whole) {
    return share((double) part, (double) whole);
  }

  /** {@code 71.8 %}. */
  static String share(double part, double whole) {
    if (whole == 0) {
      return "–";
    }
    double percent = 100 * part / whole;
    String text = String.format(Locale.ROOT, "%.1f %%", percent);
    // What is not all must not be rounded to all, nor something to nothing.
    if (part < whole && text.equals("100.0 %")) {
      return "> 99.9 %";
    }
    return part > 0 && text.equals("0.0 %") ? "< 0.1 %" : text;
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 restart}, {@code 1,290 restarts}. */
  static String count(long number, String one) {
    return count(number) + " " + (number == 1 ? one : one.endsWith("y") ? plural(one) : one + "s");
  }

  private static String plural(String one) {
    return one.substring(0, one.length() - 1) + "ies";
  }

  /** {@code 8,536 ms}. */
  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
  }

  /** {@code backend, db and 3 more}. */
  static String names(List<String> names, int most) {
    int left = names.size() - most;
    if (left > 0) {
      return String.join(", ", names.subList(0, most)) + " and " + left + " more";
    }
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  static String sentence(String text) {
    String trimmed = text.strip();
    return trimmed.isEmpty() || ".!?".indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0
        ? trimmed
        : trimmed + ".";
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
