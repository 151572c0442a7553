package io.tocsin.streams.templates;

/** One word as it is read: how far it goes, and what it is made of. */
final class WordShape {
  private static final String ENDS = "()[]{}<>,;=|\"'`";

  private boolean digit;
  private boolean upper;
  private boolean special;
  private int slashes;
  private int dots;

  /** Reads the word that begins here, and says where it ends. */
  int read(String text, int from, int end) {
    digit = false;
    upper = false;
    special = false;
    slashes = 0;
    dots = 0;
    int at = from;
    while (at < end) {
      char c = text.charAt(at);
      if (c <= ' ') {
        break;
      }
      if (c == ':') {
        if (text.startsWith("://", at)) {
          special = true;
          return Spans.url(text, at, end);
        }
        if (!goesOn(text, at, end)) {
          break;
        }
      } else if (ends(text, at, end)) {
        break;
      }
      take(c);
      at++;
    }
    return at;
  }

  private void take(char c) {
    switch (c) {
      case '/' -> slashes++;
      case '.' -> dots++;
      case '@', '\\' -> special = true;
      default -> {
        digit |= Words.isDigit(c);
        upper |= c >= 'A' && c <= 'Z';
      }
    }
  }

  private boolean ends(String text, int at, int end) {
    char c = text.charAt(at);
    char next = at + 1 < end ? text.charAt(at + 1) : ' ';
    if (c == '.') {
      return next == '.';
    }
    if (c == ',') {
      return !digit || !Words.isDigit(next); // 1,024 and 10:00:00,123
    }
    return ENDS.indexOf(c) >= 0;
  }

  /**
   * {@code host:80} and {@code 10:00:00} go on after the colon, {@code temperature:41} does not.
   */
  private boolean goesOn(String text, int colon, int end) {
    char next = colon + 1 < end ? text.charAt(colon + 1) : ' ';
    if (next == '\\') {
      return true;
    }
    boolean address = digit || special || slashes > 0 || (dots > 0 && !upper);
    return address && (Words.isDigit(next) || isGroup(text, colon + 1, end));
  }

  /** Up to four hex digits, then a colon or the end. */
  private static boolean isGroup(String text, int from, int end) {
    int at = from;
    while (at < end && at < from + 4 && Words.isHex(text.charAt(at))) {
      at++;
    }
    return at > from && (at == end || text.charAt(at) == ':' || text.charAt(at) <= ' ');
  }

  boolean hasDigit() {
    return digit;
  }

  /** Whether such a word is a variable wherever it stands. */
  boolean isVariable(String text, int from, int to) {
    return digit
        || special
        || isPath(text, from, to)
        || isQualified(text, from, to)
        || Words.isConstant(text, from, to)
        || Words.isHexWord(text, from, to);
  }

  /** One slash may stand for "or". */
  private boolean isPath(String text, int from, int to) {
    return slashes > 0 && (text.charAt(from) == '/' || slashes > 1 || dotsUpTo(text, from, to) > 0);
  }

  /** Hosts, packages, classes; but the name of an exception says what went wrong. */
  private boolean isQualified(String text, int from, int to) {
    return dots > 1 && dotsUpTo(text, from, to) > 1 && !Words.isFault(text, from, to);
  }

  /** Without those that end a sentence. */
  private int dotsUpTo(String text, int from, int to) {
    int inside = 0;
    for (int at = from; at < to && inside < dots; at++) {
      inside += text.charAt(at) == '.' ? 1 : 0;
    }
    return inside;
  }
}
