package io.tocsin.streams.templates;

/** How far things go that begin at a given place of a text. */
final class Spans {
  /** There is no such thing here. */
  static final int NONE = -1;

  private static final int LONGEST_QUOTE = 200;
  private static final int LONGEST_UNIT = 12;
  private static final int LONGEST_COLOUR = 16;
  private static final int LONGEST_GROUP = 4;
  private static final String ENDS_OF_URLS = "\"'<>)]}|,;";

  private Spans() {}

  /** A terminal's colour. */
  static int colour(String text, int escape, int end) {
    int last = Math.min(end, escape + LONGEST_COLOUR);
    int at = escape + 1;
    while (at < last && !Words.isLetter(text.charAt(at))) {
      at++;
    }
    return Math.min(end, at + 1);
  }

  /** The closing quote, if what stands between is no text of many words. */
  static int quote(String text, int open, int end) {
    int last = Math.min(end, open + LONGEST_QUOTE);
    for (int close = open + 1; close < last; close++) {
      boolean closes = close + 1 >= end || !Words.isLetterOrDigit(text.charAt(close + 1));
      if (closes && text.charAt(close) == text.charAt(open)) {
        return close;
      }
    }
    return NONE;
  }

  static int countWords(String text, int from, int to) {
    int words = 0;
    boolean inWord = false;
    for (int at = from; at < to; at++) {
      boolean space = text.charAt(at) <= ' ';
      words += !space && !inWord ? 1 : 0;
      inWord = !space;
    }
    return words;
  }

  /** What stands after an equals sign: all up to the next space or comma, brackets included. */
  static int value(String text, int from, int end) {
    int depth = 0;
    int at = from;
    while (at < end && text.charAt(at) > ' ') {
      int step = bracket(text.charAt(at));
      if (depth + step < 0 || (depth == 0 && endsValue(text.charAt(at)))) {
        break;
      }
      depth += step;
      at++;
    }
    return at == from || depth > 0 ? NONE : at;
  }

  private static int bracket(char c) {
    return switch (c) {
      case '(', '[', '{' -> 1;
      case ')', ']', '}' -> -1;
      default -> 0;
    };
  }

  private static boolean endsValue(char c) {
    return c == ',' || c == ';' || c == '"' || c == '\'';
  }

  /** {@code 5c:50:15:4c:18:13}, {@code fe80::1:2}: three colons or more between hex digits. */
  static int address(String text, int from, int end) {
    int colons = 0;
    int digits = 0;
    int at = from;
    while (at < end && digits <= LONGEST_GROUP) {
      char c = text.charAt(at);
      if (!Words.isHex(c) && c != ':') {
        break;
      }
      colons += c == ':' ? 1 : 0;
      digits = c == ':' ? 0 : digits + 1;
      at++;
    }
    boolean goesOn = at < end && (Words.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_');
    return colons < 3 || digits == 0 || digits > LONGEST_GROUP || goesOn ? NONE : at;
  }

  /** {@code ://…} after the scheme. */
  static int url(String text, int colon, int end) {
    int at = colon;
    while (at < end && text.charAt(at) > ' ' && ENDS_OF_URLS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /** {@code 12 ms}, {@code 1.16 KB}, {@code 10:00 PM}: a number with the unit that follows it. */
  static int unit(String text, int number, int end) {
    int from = number;
    while (from < end && text.charAt(from) == ' ') {
      from++;
    }
    int to = from;
    while (to < end && to - from <= LONGEST_UNIT && Words.isLetter(text.charAt(to))) {
      to++;
    }
    if (from == number || to == from || to - from > LONGEST_UNIT) {
      return number;
    }
    char next = to < end ? text.charAt(to) : ' ';
    boolean whole = !Words.isDigit(next) && next != '_' && next != '=';
    return whole && Words.isUnit(text, from, to) ? to : number;
  }
}
