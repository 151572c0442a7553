package io.tocsin.app.cli;

import io.tocsin.app.problem.WrongUse;
import io.tocsin.streams.detect.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;

/**
 * A moment as a person writes it: {@code 2026-11-22T10:00:00Z}, {@code 2026-11-22 10:00} or {@code
 * 10:00} by this machine's clock, or {@code 2h} for so long ago.
 */
final class Moment {
  static final String FORMS = "2026-11-22T10:00:00Z, '2026-11-22 10:00', 10:00, or 2h (ago)";

  private final ZonedDateTime now;
  private final List<Function<String, Instant>> readings;

  Moment(ZonedDateTime now) {
    this.now = now;
    readings =
        List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text.replace(' ', 'T')).atZone(now.getZone()).toInstant(),
            text -> LocalDate.parse(text).atStartOfDay(now.getZone()).toInstant(),
            this::time,
            text -> now.toInstant().minus(Durations.parse(text.replace("ago", "").strip())));
  }

  /**
   * Reads one.
   *
   * @throws WrongUse if it is none
   */
  Instant read(String option, String text) {
    for (Function<String, Instant> reading : readings) {
      try {
        return reading.apply(text.strip());
      } catch (DateTimeException | IllegalArgumentException e) {
        // Then it has another form: the next one is tried.
      }
    }
    throw new WrongUse("%s: \"%s\" is no moment.".formatted(option, text), "Write " + FORMS + ".");
  }

  /**
   * Reads a moment that is to come: {@code 2h} is so long from now, {@code 10:00} the next one.
   *
   * @throws WrongUse if it is none
   */
  Instant ahead(String option, String text) {
    try {
      return now.toInstant().plus(Durations.parse(text));
    } catch (IllegalArgumentException e) {
      Instant read = read(option, text);
      boolean isTimeOfDay = text.strip().matches("\\d\\d:\\d\\d(:\\d\\d)?");
      return isTimeOfDay ? read.atZone(now.getZone()).plusDays(1).toInstant() : read;
    }
  }

  /** The latest such time of day that is over. */
  private Instant time(String text) {
    Instant today =
        LocalTime.parse(text).atDate(now.toLocalDate()).atZone(now.getZone()).toInstant();
    return today.isAfter(now.toInstant()) ? today.minus(Duration.ofDays(1)) : today;
  }

  /**
   * Reads a span of time.
   *
   * @throws WrongUse if it is none
   */
  static Duration span(String option, String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(
          "%s: \"%s\" is no span of time.".formatted(option, text), "Write 30s, 15m, 2h or 3d.", e);
    }
  }
}
