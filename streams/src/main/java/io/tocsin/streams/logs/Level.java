package io.tocsin.streams.logs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How bad a log entry says it is. */
public enum Level {
  /** The line says nothing of its level. */
  NONE,
  /** Debug, trace, verbose, fine, … */
  DEBUG,
  /** Info, notice, log, … */
  INFO,
  /** Warnings. */
  WARN,
  /** Error, severe, fail. */
  ERROR,
  /** Critical, fatal, panic, alert, emergency. */
  FATAL;

  private static final int SHORTEST = 3;
  private static final int LONGEST = 11;

  /** By their first letter, so that most words are refused by one comparison. */
  private static final Name[] @Nullable [] NAMES = new Name[26][];

  private record Name(String word, Level level) {}

  static {
    fill(DEBUG, "dbg", "dbug", "debug", "fine", "finer", "finest", "trace", "trc", "trce");
    fill(DEBUG, "verbose", "vrb");
    fill(INFO, "config", "inf", "info", "information", "log", "note", "notice");
    fill(INFO, "system");
    fill(WARN, "warn", "warning", "wrn");
    fill(ERROR, "err", "error", "fail", "severe");
    fill(FATAL, "alert", "crit", "critical", "dpanic", "emerg", "emergency", "fatal", "panic");
  }

  private static void fill(Level level, String... words) {
    for (String word : words) {
      int letter = word.charAt(0) - 'a';
      Name[] before = NAMES[letter];
      int count = before == null ? 0 : before.length;
      Name[] after = before == null ? new Name[1] : Arrays.copyOf(before, count + 1);
      after[count] = new Name(word, level);
      NAMES[letter] = after;
    }
  }

  /** Whether it is an error or worse. */
  public boolean isError() {
    return this == ERROR || this == FATAL;
  }

  /** The level that a word names, whatever its case; null for any other word. */
  static @Nullable Level named(String text, int from, int to) {
    int length = to - from;
    int letter = length < SHORTEST || length > LONGEST ? -1 : (text.charAt(from) | 0x20) - 'a';
    if (letter < 0 || letter >= 26) {
      return null;
    }
    Name[] names = NAMES[letter];
    if (names == null) {
      return null;
    }
    for (Name name : names) {
      if (name.word().length() == length && matches(text, from, name.word())) {
        return name.level();
      }
    }
    return null;
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
