package io.tocsin.streams.scenario;

import io.tocsin.streams.detect.Durations;
import java.time.Duration;

/** A span of time in a scenario, counted from its start. */
record Times(Duration from, Duration to) {
  /** A heartbeat comes once a second, so nothing is seen more sharply. */
  private static final Duration SHARP = Duration.ofSeconds(1);

  /** Reads {@code 15s} (give or take a second), {@code 10s..20s} or {@code any}. */
  static Times read(String text) {
    if (text.equals("any")) {
      return new Times(Duration.ZERO, Duration.ofDays(3650));
    }
    int dots = text.indexOf("..");
    if (dots < 0) {
      Duration at = duration(text);
      return new Times(at.minus(SHARP), at.plus(SHARP));
    }
    Times times = new Times(duration(text.substring(0, dots)), duration(text.substring(dots + 2)));
    if (times.to.compareTo(times.from) < 0) {
      throw new IllegalArgumentException("the span ends before it begins: " + text);
    }
    return times;
  }

  /** Reads {@code 10m}, {@code 1h30m}, {@code 0.5s} or {@code 0}. */
  static Duration duration(String text) {
    return text.equals("0") ? Duration.ZERO : Durations.parse(text);
  }

  boolean holds(Duration offset) {
    return offset.compareTo(from) >= 0 && offset.compareTo(to) <= 0;
  }

  /** For people: {@code 2m5.4s}. */
  static String write(Duration offset) {
    if (offset.isNegative()) {
      return "-" + write(offset.negated());
    }
    String text = Duration.ofMillis(offset.toMillis()).toString();
    return text.substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
