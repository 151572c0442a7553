package io.tocsin.streams.logs;

/**
 * The level of a line that is a JSON object, found among its own fields and not in nested ones.
 * Half an object is read as far as it goes.
 */
final class JsonLevel {
  /** Loggers write the level early; beyond this nobody looks. */
  private static final int FAR_ENOUGH = 4_096;

  private static final String[] KEYS = {
    "level",
    "severity",
    "lvl",
    "levelname",
    "log.level",
    "loglevel",
    "log_level",
    "@l",
    "s",
    "level_name",
    "severity_text",
    "severitytext",
    "levelno"
  };

  private JsonLevel() {}

  static Level read(String line, int start) {
    int end = Math.min(line.length(), start + FAR_ENOUGH);
    int depth = 0;
    boolean key = true;
    for (int at = start; at < end; at++) {
      char c = line.charAt(at);
      if (c == '"') {
        int close = closing(line, at + 1, end);
        if (depth == 1 && key && isLevelKey(line, at + 1, close)) {
          Level level = value(line, close + 1, end);
          if (level != Level.NONE) {
            return level;
          }
        }
        key = false;
        at = close;
      } else if (c == '{' || c == '[') {
        depth++;
        key = true;
      } else if (c == '}' || c == ']') {
        depth--;
      } else if (c == ',') {
        key = true;
      }
    }
    return Level.NONE;
  }

  private static int closing(String line, int from, int end) {
    for (int at = from; at < end; at++) {
      char c = line.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        return at;
      }
    }
    return end;
  }

  private static boolean isLevelKey(String line, int from, int to) {
    for (String key : KEYS) {
      if (key.length() == to - from && matches(line, from, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String line, int from, String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = line.charAt(from + i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
      if (lower != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Level value(String line, int from, int end) {
    int at = from;
    while (at < end && (line.charAt(at) == ':' || line.charAt(at) == ' ')) {
      at++;
    }
    if (at >= end) {
      return Level.NONE;
    }
    if (LevelReader.isDigit(line.charAt(at))) {
      return number(line, at, end);
    }
    if (line.charAt(at) != '"') {
      return Level.NONE;
    }
    int close = closing(line, at + 1, end);
    if (close == at + 2) {
      return letter(line.charAt(at + 1));
    }
    Level level = Level.named(line, at + 1, close);
    return level == null ? Level.FINE : level;
  }

  /** MongoDB's {@code "s":"E"}. */
  private static Level letter(char severity) {
    return severity == 'E' || severity == 'F' ? Level.ERROR : Level.FINE;
  }

  /**
   * Pino and Bunyan count 10 to 60 with errors from 50, Python's numbers from 40; syslog 0 to 7.
   */
  private static Level number(String line, int from, int end) {
    int value = 0;
    for (int at = from; at < end && at < from + 4 && LevelReader.isDigit(line.charAt(at)); at++) {
      value = value * 10 + line.charAt(at) - '0';
    }
    boolean error = value < 8 ? value <= 3 : value >= 50;
    return error ? Level.ERROR : Level.FINE;
  }
}
