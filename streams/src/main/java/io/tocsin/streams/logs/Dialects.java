package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/** Levels of writers that have a way of their own: Redis and PHP. */
final class Dialects {
  /** From the colon of {@code 1:M 21 Nov 2026 10:00:00.000 *} to the sign. */
  private static final int REDIS_SIGN = 28;

  private static final String[] PHP_ERRORS = {
    "Fatal error:", "Parse error:", "Core error:", "Compile error:", "Recoverable fatal error:"
  };

  private Dialects() {}

  /** The level, null where the line is of no such writer. */
  static @Nullable Level read(String line, int start) {
    char first = line.charAt(start);
    if (LevelReader.isDigit(first)) {
      return redis(line, start);
    }
    if (first == 'P') {
      return php(line, start);
    }
    if (first == '[' && start + 2 < line.length() && LevelReader.isDigit(line.charAt(start + 1))) {
      int close = line.indexOf("] PHP ", start);
      return close < 0 || close > start + 60 ? null : php(line, close + 2);
    }
    return null;
  }

  /** {@code 1:M 21 Nov 2026 10:00:00.000 # …}: {@code #} warns, {@code *} informs. */
  private static @Nullable Level redis(String line, int start) {
    int colon = LevelReader.digitsEnd(line, start);
    int sign = colon + REDIS_SIGN;
    if (sign + 1 >= line.length() || line.charAt(colon) != ':' || line.charAt(colon + 2) != ' ') {
      return null;
    }
    if ("MCSX".indexOf(line.charAt(colon + 1)) < 0 || line.charAt(sign - 1) != ' ') {
      return null;
    }
    return switch (line.charAt(sign)) {
      case '#' -> Level.WARN;
      case '*' -> Level.INFO;
      case '-', '.' -> Level.DEBUG;
      default -> null;
    };
  }

  private static @Nullable Level php(String line, int start) {
    if (!line.startsWith("PHP ", start)) {
      return null;
    }
    int kind = start + 4;
    for (String error : PHP_ERRORS) {
      if (line.startsWith(error, kind)) {
        return Level.ERROR;
      }
    }
    if (line.startsWith("Warning:", kind) || line.startsWith("Deprecated:", kind)) {
      return Level.WARN;
    }
    return line.startsWith("Notice:", kind) ? Level.INFO : null;
  }
}
