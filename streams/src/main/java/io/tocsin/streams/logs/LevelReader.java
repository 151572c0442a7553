package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/**
 * Finds the level of a line in the places where loggers write it: a JSON field, a logfmt pair, a
 * word in the prefix before the message. Words of the message itself, of an address or of a path
 * say nothing. Looks at a bounded beginning of the line, makes no objects.
 */
public final class LevelReader {
  /** Prefixes end long before; a message of megabytes costs no more than this. */
  private static final int PREFIX = 240;

  private static final int MOST_TOKENS = 14;
  private static final String[] LOGFMT_KEYS = {"level=", "lvl=", "severity=", "levelname="};

  private LevelReader() {}

  /** The level that the line states, {@link Level#NONE} where it states none. */
  public static Level read(String line) {
    int start = skipDecoration(line, 0);
    if (start >= line.length()) {
      return Level.NONE;
    }
    char first = line.charAt(start);
    if (first == '{') {
      return JsonLevel.read(line, start);
    }
    if (first == '<') {
      Level syslog = syslog(line, start);
      if (syslog != null) {
        return syslog;
      }
    }
    Level special = klog(line, start);
    if (special == null) {
      special = Dialects.read(line, start);
    }
    return special != null ? special : prefix(line, start, Math.min(line.length(), start + PREFIX));
  }

  /** Skips blanks and terminal colours. */
  static int skipDecoration(String line, int from) {
    int at = from;
    int end = Math.min(line.length(), from + PREFIX);
    while (at < end) {
      char c = line.charAt(at);
      if (c == '\u001b') {
        at = skipEscape(line, at);
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\u0000' || c == '\ufeff') {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  private static int skipEscape(String line, int escape) {
    int at = escape + 1;
    if (at < line.length() && line.charAt(at) == '[') {
      at++;
      while (at < line.length() && at < escape + 16 && line.charAt(at) < '@') {
        at++;
      }
      return Math.min(at + 1, line.length());
    }
    return at;
  }

  /** {@code <11>Jan 21 10:00:00 …}: priority modulo 8, 3 and below are errors. */
  private static @Nullable Level syslog(String line, int start) {
    int value = 0;
    int at = start + 1;
    while (at < line.length() && at < start + 4 && isDigit(line.charAt(at))) {
      value = value * 10 + line.charAt(at++) - '0';
    }
    boolean priority = at > start + 1 && at < line.length() && line.charAt(at) == '>';
    return !priority || value > 191 ? null : ofPriority(value % 8);
  }

  /** Syslog's severities (RFC 5424, table 2). */
  static Level ofPriority(int severity) {
    return switch (severity) {
      case 0, 1, 2 -> Level.FATAL;
      case 3 -> Level.ERROR;
      case 4 -> Level.WARN;
      case 7 -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  /** {@code E0121 10:00:00.000000 1 file.go:12] …} (klog and glog). */
  private static @Nullable Level klog(String line, int start) {
    if (start + 6 > line.length() || line.charAt(start + 5) != ' ') {
      return null;
    }
    for (int i = 1; i <= 4; i++) {
      if (!isDigit(line.charAt(start + i))) {
        return null;
      }
    }
    return switch (line.charAt(start)) {
      case 'F' -> Level.FATAL;
      case 'E' -> Level.ERROR;
      case 'W' -> Level.WARN;
      case 'I' -> Level.INFO;
      case 'D' -> Level.DEBUG;
      default -> null;
    };
  }

  /** Walks the words of the prefix until a level or the message is met. */
  private static Level prefix(String line, int start, int end) {
    Prefix state = new Prefix(line, end);
    int at = start;
    for (int i = 0; i < MOST_TOKENS && at < end; i++) {
      int to = tokenEnd(line, at, end);
      Level level = logfmt(line, at, to);
      if (level == null) {
        level = state.judge(at, to);
      }
      if (level != null) {
        return level;
      }
      at = skipDecoration(line, to);
    }
    return Level.NONE;
  }

  private static int tokenEnd(String line, int from, int end) {
    int at = from;
    while (at < end) {
      char c = line.charAt(at);
      if (c == ' ' || c == '\t' || c == '\u001b') {
        break;
      }
      at++;
      if (c == ']' && at < end && line.charAt(at) == '[') {
        break;
      }
    }
    return Math.max(at, from + 1);
  }

  private static @Nullable Level logfmt(String line, int from, int to) {
    char first = (char) (line.charAt(from) | 0x20);
    if (first != 'l' && first != 's') {
      return null;
    }
    for (String key : LOGFMT_KEYS) {
      if (Level.matches(line, from, key)) {
        int value = from + key.length();
        int quote = value < to && line.charAt(value) == '"' ? 1 : 0;
        Level level = Level.named(line, value + quote, wordEnd(line, value + quote, to));
        return level == null ? Level.INFO : level;
      }
    }
    return null;
  }

  static int digitsEnd(String line, int from) {
    int at = from;
    while (at < line.length() && isDigit(line.charAt(at))) {
      at++;
    }
    return at;
  }

  static int wordEnd(String line, int from, int to) {
    int at = from;
    while (at < to && isLetter(line.charAt(at))) {
      at++;
    }
    return at;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
