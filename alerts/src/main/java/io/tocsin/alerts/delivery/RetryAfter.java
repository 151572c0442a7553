package io.tocsin.alerts.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The header Retry-After (RFC 9110, 10.2.3): seconds, which some send with a fraction, or a date.
 */
final class RetryAfter {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

  private RetryAfter() {}

  /** For how long to wait; zero if the header makes no sense or lies in the past. */
  static Duration parse(String value, Instant now) {
    String text = value.strip();
    Duration wait = text.matches("\\d{1,9}(\\.\\d{1,9})?") ? seconds(text) : until(text, now);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000));
  }

  private static Duration until(String text, Instant now) {
    try {
      return Duration.between(now, ZonedDateTime.parse(text, HTTP_DATE));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
