package io.tocsin.streams.logs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How bad a log entry says it is. */
public enum Level {
  /** The line says nothing of its level. */
  NONE,
  /** Anything from trace to warning. */
  FINE,
  /** Error, critical, fatal, severe, panic, … */
  ERROR;

  private static final int SHORTEST = 3;
  private static final int LONGEST = 11;

  /** By their first letter, so that most words are refused by one comparison. */
  private static final String[] @Nullable [] ERRORS = new String[26][];

  private static final String[] @Nullable [] FINES = new String[26][];

  static {
    fill(ERRORS, "alert", "crit", "critical", "dpanic", "emerg", "emergency", "err", "error");
    fill(ERRORS, "fail", "fatal", "panic", "severe");
    fill(FINES, "config", "dbg", "dbug", "debug", "fine", "finer", "finest", "inf", "info");
    fill(FINES, "information", "log", "notice", "trace", "trc", "trce", "verbose", "vrb");
    fill(FINES, "warn", "warning", "wrn");
  }

  private static void fill(String[] @Nullable [] table, String... words) {
    for (String word : words) {
      int letter = word.charAt(0) - 'a';
      String[] before = table[letter];
      int count = before == null ? 0 : before.length;
      String[] after = before == null ? new String[1] : Arrays.copyOf(before, count + 1);
      after[count] = word;
      table[letter] = after;
    }
  }

  /** The level that a word names, whatever its case; null for any other word. */
  static @Nullable Level named(String text, int from, int to) {
    int length = to - from;
    int letter = length < SHORTEST || length > LONGEST ? -1 : (text.charAt(from) | 0x20) - 'a';
    if (letter < 0 || letter >= 26) {
      return null;
    }
    if (any(text, from, length, ERRORS[letter])) {
      return ERROR;
    }
    return any(text, from, length, FINES[letter]) ? FINE : null;
  }

  private static boolean any(String text, int from, int length, String @Nullable [] names) {
    if (names == null) {
      return false;
    }
    for (String name : names) {
      if (name.length() == length && matches(text, from, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the text goes on with these lower-case letters, whatever their case. */
  static boolean matches(String text, int from, String lower) {
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
