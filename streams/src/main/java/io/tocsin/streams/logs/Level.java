package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/** How bad a log entry says it is. */
public enum Level {
  /** The line says nothing of its level. */
  NONE,
  /** Anything from trace to warning. */
  FINE,
  /** Error, critical, fatal, severe, panic, … */
  ERROR;

  private static final int LONGEST = 11;

  /** The level that a word names, whatever its case; null for any other word. */
  static @Nullable Level named(CharSequence text, int from, int to) {
    int length = to - from;
    if (length < 3 || length > LONGEST) {
      return null;
    }
    // The first letter leaves one or two candidates: no string is made.
    return switch (text.charAt(from) | 0x20) {
      case 'e' -> any(text, from, length, "error", "err", "emerg", "emergency") ? ERROR : null;
      case 'f' ->
          any(text, from, length, "fatal", "fail")
              ? ERROR
              : any(text, from, length, "fine", "finer", "finest") ? FINE : null;
      case 'c' -> critical(text, from, length);
      case 's' -> any(text, from, length, "severe") ? ERROR : null;
      case 'p' -> any(text, from, length, "panic") ? ERROR : null;
      case 'a' -> any(text, from, length, "alert") ? ERROR : null;
      case 'd' -> any(text, from, length, "debug", "dbug", "dbg", "dpanic") ? FINE : null;
      case 'i' -> any(text, from, length, "info", "inf", "information") ? FINE : null;
      case 'l' -> any(text, from, length, "log") ? FINE : null;
      case 'n' -> any(text, from, length, "notice") ? FINE : null;
      case 't' -> any(text, from, length, "trace", "trce", "trc") ? FINE : null;
      case 'v' -> any(text, from, length, "verbose", "vrb") ? FINE : null;
      case 'w' -> any(text, from, length, "warn", "warning", "wrn") ? FINE : null;
      default -> null;
    };
  }

  private static @Nullable Level critical(CharSequence text, int from, int length) {
    if (any(text, from, length, "critical", "crit")) {
      return ERROR;
    }
    return any(text, from, length, "config") ? FINE : null;
  }

  private static boolean any(CharSequence text, int from, int length, String... names) {
    for (String name : names) {
      if (name.length() == length && matches(text, from, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the text goes on with these lower-case letters, whatever their case. */
  static boolean matches(CharSequence text, int from, String lower) {
    if (from + lower.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      if ((text.charAt(from + i) | 0x20) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
