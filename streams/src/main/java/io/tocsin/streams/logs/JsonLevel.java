package io.tocsin.streams.logs;

/**
 * The level of a line that is a JSON object, found among its own fields and not in nested ones, but
 * for {@code "log":{"level":…}} as the Elastic Common Schema has it. Half an object is read as far
 * as it goes.
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
    boolean isEcs = false;
    Level nested = Level.NONE;
    for (int at = start; at < end; at++) {
      char c = line.charAt(at);
      if (c == '"') {
        int close = closing(line, at + 1, end);
        if (depth == 1 && key && isLevelKey(line, at + 1, close)) {
          Level level = value(line, close + 1, end);
          if (level != Level.NONE) {
            return level;
          }
          isEcs = false;
        } else if (depth == 1 && key) {
          isEcs = close == at + 4 && line.startsWith("log", at + 1);
        } else if (depth == 2 && key && isEcs && isLevelKey(line, at + 1, close)) {
          nested = value(line, close + 1, end);
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
    return nested;
  }

  static int closing(String line, int from, int end) {
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
    return level == null ? Level.INFO : level;
  }

  /** MongoDB's {@code "s":"E"}. */
  private static Level letter(char severity) {
    return switch (severity) {
      case 'F' -> Level.FATAL;
      case 'E' -> Level.ERROR;
      case 'W' -> Level.WARN;
      case 'D' -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  /** Syslog counts down from 7 to 0; Pino and Bunyan up from 10 to 60, and Python's alike. */
  private static Level number(String line, int from, int end) {
    int value = 0;
    for (int at = from; at < end && at < from + 4 && LevelReader.isDigit(line.charAt(at)); at++) {
      value = value * 10 + line.charAt(at) - '0';
    }
    if (value < 8) {
      return LevelReader.ofPriority(value);
    }
    if (value >= 50) {
      return value >= 60 ? Level.FATAL : Level.ERROR;
    }
    return value >= 40 ? Level.WARN : value >= 30 ? Level.INFO : Level.DEBUG;
  }
}
