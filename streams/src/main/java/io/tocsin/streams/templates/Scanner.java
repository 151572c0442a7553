package io.tocsin.streams.templates;

/**
 * Cuts a message into words, signs and variables in one pass: numbers, times, sizes, hex, UUIDs,
 * addresses, paths, URLs, quoted values, and what stands after an equals sign are variables. Looks
 * at a bounded beginning of the message, and makes no objects.
 */
final class Scanner {
  private static final int LONGEST = 512;
  private static final int LONGEST_LAST_WORD = 100;
  private static final int MOST_QUOTED_WORDS = 3;
  private static final String SIGNS = "()[]{}<>,;=|:\"'`";
  private static final String ENDS_OF_SENTENCES = ".!?";

  private final Tokens tokens = new Tokens();
  private final WordShape shape = new WordShape();
  private String text = "";
  private int end;
  private int at;
  private boolean afterEquals;

  /** Reads a message; what it gives out is good until the next one is read. */
  Tokens scan(String message) {
    text = message;
    end = end(message);
    at = 0;
    afterEquals = false;
    tokens.clear(message);
    while (at < end) {
      step(text.charAt(at));
    }
    return tokens;
  }

  /** Half a word at the limit would be a word of its own. */
  private static int end(String message) {
    if (message.length() <= LONGEST) {
      return message.length();
    }
    int end = LONGEST;
    while (end > LONGEST - LONGEST_LAST_WORD && message.charAt(end) > ' ') {
      end--;
    }
    return message.charAt(end) > ' ' ? LONGEST : end;
  }

  private void step(char c) {
    if (c <= ' ') {
      at = c == '\u001b' ? Spans.colour(text, at, end) : at + 1;
    } else if (SIGNS.indexOf(c) >= 0) {
      sign(c);
    } else if (beginsWord(c)) {
      value();
    } else {
      ornament(c);
    }
  }

  private void sign(char c) {
    boolean quote = c == '"' || c == '\'' || c == '`';
    boolean lessThanNumber = c == '<' && isDigitAt(at + 1);
    if (lessThanNumber) {
      at++;
    } else if (!quote || !quoted()) {
      tokens.sign(at++);
      boolean row = c == '=' || c == ':' || c == '|';
      while (row && at < end && text.charAt(at) == c) {
        at++;
      }
      afterEquals = c == '=';
    }
  }

  private boolean isDigitAt(int where) {
    return where < end && Words.isDigit(text.charAt(where));
  }

  /** A quoted value is a variable; a quoted key and a longer text are not. */
  private boolean quoted() {
    boolean apostrophe = at > 0 && Words.isLetterOrDigit(text.charAt(at - 1));
    int close = apostrophe ? Spans.NONE : Spans.quote(text, at, end);
    int words = close < 0 ? 0 : Spans.countWords(text, at + 1, close);
    if (close < 0 || words > MOST_QUOTED_WORDS) {
      return false;
    }
    boolean key = words == 1 && close + 1 < end && text.charAt(close + 1) == ':';
    if (close == at + 1) {
      tokens.sign(at);
      tokens.sign(close);
    } else if (key && text.charAt(at + 1) > ' ' && text.charAt(close - 1) > ' ') {
      tokens.word(at + 1, close);
    } else {
      tokens.variable();
    }
    at = close + 1;
    afterEquals = false;
    return true;
  }

  private boolean beginsWord(char c) {
    return switch (c) {
      case '/', '\\', '_', '$', '%', '@' -> true;
      case '-', '+', '#' -> isDigitAt(at + 1);
      case '.' -> isDigitAt(at + 1) || (at + 1 < end && text.charAt(at + 1) == '/');
      case '~' -> at + 1 < end && text.charAt(at + 1) == '/';
      default -> Words.isLetterOrDigit(c);
    };
  }

  /** A row of the same character is one; the ends of sentences are none. */
  private void ornament(char c) {
    if (ENDS_OF_SENTENCES.indexOf(c) < 0) {
      tokens.sign(at);
    }
    while (at < end && text.charAt(at) == c) {
      at++;
    }
  }

  private void value() {
    int value = afterEquals ? Spans.value(text, at, end) : Spans.NONE;
    afterEquals = false;
    int address = value < 0 ? Spans.address(text, at, end) : Spans.NONE;
    if (value >= 0) {
      variable(value, isDigitAt(at));
    } else if (address >= 0) {
      variable(address, false);
    } else {
      word();
    }
  }

  private void variable(int to, boolean number) {
    tokens.variable();
    at = number ? Spans.unit(text, to, end) : to;
  }

  private void word() {
    int to = shape.read(text, at, end);
    int trimmed = to;
    while (trimmed > at + 1 && isTrailing(text.charAt(trimmed - 1))) {
      trimmed--;
    }
    if (shape.isVariable(text, at, trimmed) || isDate(trimmed, to)) {
      variable(to, shape.hasDigit());
    } else {
      tokens.word(at, trimmed);
      at = Math.max(to, at + 1);
    }
  }

  private static boolean isTrailing(char c) {
    return c == '*' || ENDS_OF_SENTENCES.indexOf(c) >= 0;
  }

  /** {@code Sat Jul 9}: the name of a day or of a month before a number. */
  private boolean isDate(int trimmed, int to) {
    if (!Words.isMonth(text, at, trimmed) && !Words.isDay(text, at, trimmed)) {
      return false;
    }
    int next = to;
    while (next < end && (text.charAt(next) <= ' ' || text.charAt(next) == ',')) {
      next++;
    }
    return isDigitAt(next) || (next + 3 <= end && Words.isMonth(text, next, next + 3));
  }
}
