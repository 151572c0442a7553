package io.tocsin.app.config;

import io.tocsin.alerts.policy.Times;
import io.tocsin.streams.detect.Durations;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Times as people write them. What does not fit is an error that says what does. */
final class WindowTimes {
  static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);
  static final String ONCE =
      "2026-11-23T02:00/04:00, 2026-11-23T22:00/2026-11-24T04:00 or 2026-11-23T02:00/2h";

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private WindowTimes() {}

  /** {@code mon-fri}, {@code sat,sun}, {@code fri-mon}, {@code daily}. */
  static Set<DayOfWeek> days(String text) {
    if ("daily".equals(text.strip())) {
      return ALL_DAYS;
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.toLowerCase(Locale.ROOT).replace(" ", "").split(",", -1)) {
      int dash = part.indexOf('-');
      DayOfWeek last = day(part.substring(dash + 1));
      DayOfWeek each = dash < 0 ? last : day(part.substring(0, dash));
      while (each != last) {
        days.add(each);
        each = each.plus(1);
      }
      days.add(last);
    }
    return days;
  }

  /** {@code 22:00}; {@code 24:00} is the day's end. */
  static LocalTime time(String text) {
    try {
      return "24:00".equals(text.strip()) ? LocalTime.MIDNIGHT : LocalTime.parse(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time such as \"22:00\", in quotes", e);
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time zone such as Europe/Berlin or UTC", e);
    }
  }

  static Times once(String text, ZoneId zone) {
    int slash = text.indexOf('/');
    try {
      LocalDateTime from = LocalDateTime.parse(text.substring(0, Math.max(0, slash)).strip());
      Instant begin = Times.moment(from, zone, false);
      Instant end = end(text.substring(slash + 1).strip(), from, zone);
      if (end.isAfter(begin)) {
        return new Times.Once(begin, end);
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(ONCE, e);
    }
    throw new IllegalArgumentException("an end after the beginning: " + ONCE);
  }

  private static Instant end(String text, LocalDateTime from, ZoneId zone) {
    if (text.indexOf('T') > 0) {
      return Times.moment(LocalDateTime.parse(text), zone, true);
    }
    if (text.indexOf(':') < 0) {
      return Times.moment(from, zone, false).plus(Durations.parse(text));
    }
    LocalTime to = time(text);
    boolean isNextDay = !to.isAfter(from.toLocalTime());
    return Times.moment(from.toLocalDate().plusDays(isNextDay ? 1 : 0).atTime(to), zone, true);
  }

  private static DayOfWeek day(String name) {
    int index = DAYS.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("days such as mon-fri, sat,sun or daily");
    }
    return DayOfWeek.of(index + 1);
  }
}
