package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

  @Test
  void aNightBelongsToTheDayOnWhichItBegins() {
    Times nights = weekly(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "22:00", "06:00");

    // 20 November 2026 is a Friday; Berlin is an hour ahead of UTC
    assertThat(nights.endAt(at("2026-11-20T20:59:59Z"))).isEmpty();
    assertThat(nights.endAt(at("2026-11-20T21:00:00Z"))).contains(at("2026-11-21T05:00:00Z"));
    assertThat(nights.endAt(at("2026-11-21T04:59:59Z"))).contains(at("2026-11-21T05:00:00Z"));
    assertThat(nights.endAt(at("2026-11-21T05:00:00Z"))).isEmpty();
    assertThat(nights.endAt(at("2026-11-21T23:00:00Z"))).isEmpty();
    assertThat(nights.endAt(at("2026-11-23T02:00:00Z"))).isEmpty();
  }

  @Test
  void aWindowThatEndsWhenItBeginsLastsADay() {
    Times sundays = weekly(Set.of(DayOfWeek.SUNDAY), "00:00", "00:00");

    assertThat(sundays.endAt(at("2026-11-21T23:00:00Z"))).contains(at("2026-11-22T23:00:00Z"));
    assertThat(sundays.endAt(at("2026-11-22T23:00:00Z"))).isEmpty();
  }

  @Test
  void followsTheClockOnTheWallThroughTheYear() {
    Times mornings = weekly(DAILY, "08:00", "09:00");

    assertThat(mornings.endAt(at("2026-07-01T06:00:00Z"))).contains(at("2026-07-01T07:00:00Z"));
    assertThat(mornings.endAt(at("2026-12-01T07:00:00Z"))).contains(at("2026-12-01T08:00:00Z"));
    assertThat(mornings.endAt(at("2026-12-01T06:30:00Z"))).isEmpty();
  }

  @Test
  void beginsAtTheMomentThatClocksArePutForwardOverItsTime() {
    // on 29 March 2026 02:00 becomes 03:00 in Berlin, which is 01:00 UTC
    Times windows = weekly(DAILY, "02:15", "03:30");

    assertThat(windows.endAt(at("2026-03-29T00:59:59Z"))).isEmpty();
    assertThat(windows.endAt(at("2026-03-29T01:00:00Z"))).contains(at("2026-03-29T01:30:00Z"));
  }

  @Test
  void isOverWhenClocksArePutForwardOverItsEnd() {
    Times windows = weekly(DAILY, "01:00", "02:30");

    assertThat(windows.endAt(at("2026-03-29T00:30:00Z"))).contains(at("2026-03-29T01:00:00Z"));
    assertThat(windows.endAt(at("2026-03-29T01:00:00Z"))).isEmpty();
  }

  @Test
  void lastsOverBothTimesWhenClocksArePutBack() {
    // on 25 October 2026 03:00 becomes 02:00 in Berlin, which is 01:00 UTC
    Times windows = weekly(DAILY, "02:00", "02:30");

    assertThat(windows.endAt(at("2026-10-24T23:59:59Z"))).isEmpty();
    assertThat(windows.endAt(at("2026-10-25T00:00:00Z"))).contains(at("2026-10-25T01:30:00Z"));
    assertThat(windows.endAt(at("2026-10-25T01:29:59Z"))).contains(at("2026-10-25T01:30:00Z"));
    assertThat(windows.endAt(at("2026-10-25T01:30:00Z"))).isEmpty();
  }

  @Test
  void onceIsFromItsBeginningToJustBeforeItsEnd() {
    Times once = new Times.Once(at("2026-11-23T01:00:00Z"), at("2026-11-23T03:00:00Z"));

    assertThat(once.endAt(at("2026-11-23T01:00:00Z"))).contains(at("2026-11-23T03:00:00Z"));
    assertThat(once.endAt(at("2026-11-23T03:00:00Z"))).isEmpty();
  }

  private static Times weekly(Set<DayOfWeek> days, String from, String to) {
    return new Times.Weekly(days, LocalTime.parse(from), LocalTime.parse(to), BERLIN);
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
