package io.tocsin.streams.templates;

/** What is known of words without having seen others: which are values, which are names. */
final class Words {
  private static final int SHORTEST_HEX = 8;
  private static final int SHORTEST_CODE = 3;

  private static final String[] CONSTANTS = {
    "true",
    "false",
    "null",
    "nil",
    "True",
    "False",
    "None",
    "TRUE",
    "FALSE",
    "NULL",
    "NaN",
    "undefined",
  };
  private static final String CONSTANTS_BEGIN = "tfnTFNu";

  private static final String[] UNITS = {
    "ms",
    "s",
    "us",
    "ns",
    "sec",
    "secs",
    "second",
    "seconds",
    "msec",
    "msecs",
    "millisecond",
    "milliseconds",
    "min",
    "mins",
    "minute",
    "minutes",
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "day",
    "days",
    "b",
    "byte",
    "bytes",
    "k",
    "m",
    "g",
    "kb",
    "mb",
    "gb",
    "tb",
    "kib",
    "mib",
    "gib",
    "tib",
    "hz",
    "mhz",
    "ghz",
    "am",
    "pm",
    "utc",
    "gmt",
  };

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private static final String[] LEVELS = {
    "error",
    "err",
    "warn",
    "warning",
    "fatal",
    "critical",
    "crit",
    "severe",
    "alert",
    "emerg",
    "panic",
    "info",
    "notice",
    "debug",
    "level",
    "lvl",
    "severity",
  };

  private Words() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c) || c >= 128;
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** {@code true}, {@code None}, {@code null}: a value in whatever place. */
  static boolean isConstant(String text, int from, int to) {
    return CONSTANTS_BEGIN.indexOf(text.charAt(from)) >= 0 && isOneOf(CONSTANTS, text, from, to);
  }

  static boolean isMonth(String text, int from, int to) {
    return to - from == 3 && isOneOf(MONTHS, text, from, to);
  }

  static boolean isDay(String text, int from, int to) {
    return to - from == 3 && isOneOf(DAYS, text, from, to);
  }

  private static boolean isOneOf(String[] words, String text, int from, int to) {
    for (String word : words) {
      if (word.length() == to - from && text.startsWith(word, from)) {
        return true;
      }
    }
    return false;
  }

  /** A unit that may follow a number, whatever its case. */
  static boolean isUnit(String text, int from, int to) {
    for (String unit : UNITS) {
      if (unit.length() == to - from && text.regionMatches(true, from, unit, 0, to - from)) {
        return true;
      }
    }
    return false;
  }

  /** A hash or an address that happens to have no digits. */
  static boolean isHexWord(String text, int from, int to) {
    if (to - from < SHORTEST_HEX) {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (!isHex(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  /** {@code java.io.IOException}: what went wrong, never a variable. */
  static boolean isFault(String text, int from, int to) {
    return ends(text, from, to, "Exception") || ends(text, from, to, "Error");
  }

  private static boolean ends(String text, int from, int to, String suffix) {
    return to - from >= suffix.length() && text.startsWith(suffix, to - suffix.length());
  }

  /** {@code ECONNREFUSED}, {@code SHUTTING_DOWN}: a name that somebody gave, seldom a variable. */
  static boolean isCode(String word) {
    for (int at = 0; at < word.length(); at++) {
      char c = word.charAt(at);
      if ((c < 'A' || c > 'Z') && c != '_') {
        return false;
      }
    }
    return word.length() >= SHORTEST_CODE;
  }

  /** Whether it states the level: part of each message, and so of no weight. */
  static boolean isLevel(String word) {
    for (String level : LEVELS) {
      if (level.equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }

  /** Words that are each other's opposite, where two are proof enough of a variable. */
  static boolean areOpposites(String one, String other) {
    return isPair(one, other) || isPair(other, one);
  }

  private static boolean isPair(String one, String other) {
    return switch (one) {
      case "on" -> other.equals("off");
      case "enabled" -> other.equals("disabled");
      case "yes" -> other.equals("no");
      default -> false;
    };
  }
}
