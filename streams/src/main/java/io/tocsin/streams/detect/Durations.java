package io.tocsin.streams.detect;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 10m}, {@code 1h30m}, {@code 500ms}. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Reads {@code 10m}, {@code 1h30m}, {@code 0.5s}, {@code 2d} or {@code PT10M}.
   *
   * @throws IllegalArgumentException if the text is no duration
   */
  public static Duration parse(String text) {
    String compact = text.strip().toLowerCase(Locale.ROOT).replace(" ", "");
    if (compact.startsWith("p")) {
      return parseIso(text.strip());
    }
    Matcher part = PART.matcher(compact);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.lookingAt()) {
      sum = sum.plus(amount(new BigDecimal(part.group(1)), part.group(2)));
      end = part.end();
      part.region(end, compact.length());
    }
    if (end == 0 || end != compact.length()) {
      throw notADuration(text);
    }
    return sum;
  }

  /** For people: {@code 10 min}, {@code 1 h 30 min}, {@code 12.5 s}. */
  public static String format(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      // what is shown with one digit is whole if that digit is none
      double exact = Math.round(duration.toMillis() / 100.0) / 10.0;
      return exact == Math.rint(exact)
          ? (long) exact + " s"
          : String.format(Locale.ROOT, "%.1f s", exact);
    }
    long hours = seconds / 3600;
    long minutes = seconds % 3600 / 60;
    if (hours == 0) {
      return seconds % 60 == 0 || minutes >= 10
          ? minutes + " min"
          : minutes + " min " + seconds % 60 + " s";
    }
    return minutes == 0 ? hours + " h" : hours + " h " + minutes + " min";
  }

  /** As it would be written in a rules file: {@code 10m}. */
  static String write(Duration duration) {
    String iso = duration.toString();
    return iso.startsWith("PT") && iso.indexOf('.') < 0
        ? iso.substring(2).toLowerCase(Locale.ROOT)
        : duration.toMillis() + "ms";
  }

  private static Duration amount(BigDecimal number, String unit) {
    long millis =
        switch (unit) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 86_400_000;
        };
    BigDecimal seconds = number.multiply(BigDecimal.valueOf(millis)).movePointLeft(3);
    long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
    return Duration.ofSeconds(seconds.longValue(), nanos);
  }

  private static Duration parseIso(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw notADuration(text);
    }
  }

  private static IllegalArgumentException notADuration(String text) {
    return new IllegalArgumentException("not a duration (10m, 30s, 1h30m): " + text);
  }
}
