package io.tocsin.streams.change;

import java.time.Duration;

/** How long, as people say it. */
final class Span {
  private Span() {}

  /** {@code 40 s}, {@code 4 min}, {@code 5 h}, {@code 3 d}; rounded down. */
  static String of(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 120) {
      return seconds == 0 && !span.isZero() ? span.toMillis() + " ms" : seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }
}
