package io.tocsin.streams.logs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how long something took: {@code 12.5ms}, {@code 0.012}, {@code 1.2s}. */
final class Latencies {
  /** Nanoseconds in a unit; none for a number that says nothing of its unit. */
  static final double NONE = 0;

  static final double NANOS = 1;
  static final double MICROS = 1e3;
  static final double MILLIS = 1e6;
  static final double SECONDS = 1e9;
  private static final double LONGEST = 1e15;
  private static final int MOST_DIGITS = 20;

  private Latencies() {}

  /**
   * The time that is written here.
   *
   * @param bare the unit of a number without one
   */
  static @Nullable Duration read(String line, int from, int to, double bare) {
    int end = numberEnd(line, from, to);
    if (end == from || end - from > MOST_DIGITS) {
      return null;
    }
    double unit = end == to ? bare : unit(line, end, to);
    double nanos = number(line, from, end) * unit;
    return unit == NONE || nanos > LONGEST ? null : Duration.ofNanos(Math.round(nanos));
  }

  /**
   * Whether a number with a point and three digits stands here, as nginx writes seconds, or with
   * six, as Gunicorn does.
   */
  static boolean isSeconds(String line, int from, int to) {
    int point = line.indexOf('.', from);
    return point > from
        && (point == to - 4 || point == to - 7)
        && numberEnd(line, from, to) == to
        && LevelReader.isDigit(line.charAt(from));
  }

  static double unit(String line, int from, int to) {
    return switch (to - from) {
      case 1 -> line.charAt(from) == 's' ? SECONDS : NONE;
      case 2 ->
          line.charAt(from + 1) != 's'
              ? NONE
              : switch (line.charAt(from)) {
                case 'm' -> MILLIS;
                case 'u', 'µ', 'μ' -> MICROS;
                case 'n' -> NANOS;
                default -> NONE;
              };
      default -> NONE;
    };
  }

  static int numberEnd(String line, int from, int to) {
    int at = from;
    boolean point = false;
    while (at < to) {
      char c = line.charAt(at);
      if (c == '.' && !point) {
        point = true;
      } else if (!LevelReader.isDigit(c)) {
        break;
      }
      at++;
    }
    return at;
  }

  private static double number(String line, int from, int to) {
    double value = 0;
    double scale = 0;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '.') {
        scale = 1;
      } else {
        value = value * 10 + (c - '0');
        scale *= 10;
      }
    }
    return scale == 0 ? value : value / scale;
  }
}
