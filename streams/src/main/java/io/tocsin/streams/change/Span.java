package io.tocsin.streams.change;

import io.tocsin.telemetry.Elapsed;
import java.time.Duration;

/** How long, as people say it. */
final class Span {
  private Span() {}

  /** {@code 40 ms}, {@code 40 s}, {@code 4 min}, {@code 5 h 10 min}, {@code 3 d}. */
  static String of(Duration span) {
    boolean isTiny = span.toSeconds() == 0 && !span.isZero();
    return isTiny ? span.toMillis() + " ms" : Elapsed.words(span);
  }
}
