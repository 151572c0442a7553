package io.tocsin.telemetry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * ISO-8601 instants in UTC, ten times as fast as {@link Instant#parse}: with log lines the time is
 * else the dearest field to read.
 */
public final class Timestamps {
  private static final int SECONDS_LENGTH = "2026-11-21T10:00:00".length();

  /** How long {@link #format} makes a time of the years 0 to 9999. */
  static final int LENGTH = SECONDS_LENGTH + 11;

  private Timestamps() {}

  /** {@code 2026-11-21T10:00:00.123456789Z}: always nine digits, as the engine writes them. */
  public static String format(Instant instant) {
    long second = Math.floorMod(instant.getEpochSecond(), 86_400L);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), 86_400L));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      return instant.toString();
    }
    byte[] text = new byte[SECONDS_LENGTH + 11];
    put(text, 0, 4, date.getYear());
    text[4] = '-';
    put(text, 5, 2, date.getMonthValue());
    text[7] = '-';
    put(text, 8, 2, date.getDayOfMonth());
    text[10] = 'T';
    put(text, 11, 2, (int) (second / 3600));
    text[13] = ':';
    put(text, 14, 2, (int) (second / 60 % 60));
    text[16] = ':';
    put(text, 17, 2, (int) (second % 60));
    text[19] = '.';
    put(text, 20, 9, instant.getNano());
    text[29] = 'Z';
    return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads an instant; other forms than the engine's go to {@link Instant#parse}.
   *
   * @throws TelemetryFormatException if the text is no instant
   */
  public static Instant parse(String text) {
    int length = text.length();
    if (length <= SECONDS_LENGTH
        || length > SECONDS_LENGTH + 11
        || text.charAt(length - 1) != 'Z') {
      return parseSlowly(text);
    }
    int nanos = nanos(text, length - 1);
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    if ((nanos | year | month | day | hour | minute | second) < 0
        || !isPunctuated(text)
        || hour > 23
        || minute > 59
        || second > 59) {
      return parseSlowly(text);
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(days * 86_400L + hour * 3600L + minute * 60L + second, nanos);
    } catch (DateTimeException e) {
      throw new TelemetryFormatException("not an instant: " + text, e);
    }
  }

  /** Reads what {@link #format} wrote, from bytes; null where {@link #parse} has to look. */
  static @Nullable Instant scan(byte[] text, int from) {
    if (from + LENGTH > text.length
        || text[from + 4] != '-'
        || text[from + 7] != '-'
        || text[from + 10] != 'T'
        || text[from + 13] != ':'
        || text[from + 16] != ':'
        || text[from + 19] != '.'
        || text[from + 29] != 'Z') {
      return null;
    }
    int year = number(text, from, 4);
    int month = number(text, from + 5, 2);
    int day = number(text, from + 8, 2);
    int hour = number(text, from + 11, 2);
    int minute = number(text, from + 14, 2);
    int second = number(text, from + 17, 2);
    int nanos = number(text, from + 20, 9);
    boolean isPlain = (year | month | day | hour | minute | second | nanos) >= 0;
    if (!isPlain || month < 1 || month > 12 || day < 1 || day > days(year, month)) {
      return null;
    }
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    return Instant.ofEpochSecond(
        epochDay(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second, nanos);
  }

  /** Days since 1970 (Hinnant, "chrono-compatible low-level date algorithms", days_from_civil). */
  private static long epochDay(int year, int month, int day) {
    int shifted = month > 2 ? year : year - 1;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  private static int days(int year, int month) {
    return Month.of(month).length(Year.isLeap(year));
  }

  private static int number(byte[] text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static Instant parseSlowly(String text) {
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TelemetryFormatException("not an instant: " + text, e);
    }
  }

  private static boolean isPunctuated(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  private static int nanos(String text, int end) {
    if (end == SECONDS_LENGTH) {
      return 0;
    }
    if (text.charAt(SECONDS_LENGTH) != '.' || end == SECONDS_LENGTH + 1) {
      return -1;
    }
    int value = digits(text, SECONDS_LENGTH + 1, end - SECONDS_LENGTH - 1);
    for (int i = end - SECONDS_LENGTH - 1; i < 9; i++) {
      value *= 10;
    }
    return value;
  }

  private static int digits(String text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static void put(byte[] text, int at, int width, int value) {
    int rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
