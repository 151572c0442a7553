package io.tocsin.alerts.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** When something is done once a day, by the clock on the wall. */
public record Daily(LocalTime at, ZoneId zone) {
  public static final Daily DEFAULT = new Daily(LocalTime.of(9, 0), ZoneId.systemDefault());

  /** What could not be done by then waits for the next day. */
  private static final Duration LATEST = Duration.ofHours(3);

  /** The day that it is time for; empty if it is not, or not any more. */
  public Optional<Day> due(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Day day = on(today);
    Day last = day.at().isAfter(now) ? on(today.minusDays(1)) : day;
    return last.at().plus(LATEST).isAfter(now) ? Optional.of(last) : Optional.empty();
  }

  private Day on(LocalDate date) {
    return new Day((int) date.toEpochDay(), Times.moment(date.atTime(at), zone, false));
  }

  /**
   * A day.
   *
   * @param number counts the days since 1970
   * @param at the moment on it
   */
  public record Day(int number, Instant at) {}
}
