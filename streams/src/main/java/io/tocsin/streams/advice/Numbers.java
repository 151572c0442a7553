package io.tocsin.streams.advice;

import java.util.Locale;

/** Numbers as people and commands write them. */
final class Numbers {
  private Numbers() {}

  /** {@code 2}, {@code 0.5}. */
  static String of(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.2f", number).replaceFirst("0+$", "");
  }
}
