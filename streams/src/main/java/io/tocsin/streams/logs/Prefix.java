package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/**
 * Judges the words before a message one after the other: times, threads, loggers and numbers are
 * passed over, a level ends the search, and so does the first word that can only be the message's.
 */
final class Prefix {
  private final String line;
  private final int end;
  private boolean first = true;
  private boolean afterSeparator;
  private boolean afterTime;
  private boolean plainWordSeen;
  private boolean pair;

  Prefix(String line, int end) {
    this.line = line;
    this.end = end;
  }

  /** The level, {@link Level#NONE} once the message begins, null to go on. */
  @Nullable Level judge(int from, int to) {
    int left = from;
    while (left < to && isOpening(line.charAt(left))) {
      left++;
    }
    int right = to;
    while (right > left && isClosing(line.charAt(right - 1))) {
      right--;
    }
    if (left == right) {
      return separator(from, to);
    }
    char opening = line.charAt(from);
    if (opening == '"' || opening == '\'') {
      return Level.NONE;
    }
    Level level = level(from, left, right, to);
    if (level != null) {
      return level;
    }
    return next(new Token(from, left, right, to));
  }

  private record Token(int from, int left, int right, int to) {
    boolean isWrapped() {
      return left > from || right < to;
    }
  }

  private @Nullable Level separator(int from, int to) {
    afterSeparator = true;
    first = false;
    return to - from > 3 ? Level.NONE : null;
  }

  /** Whether this token names a level, and stands where a level stands. */
  private @Nullable Level level(int from, int left, int right, int to) {
    int word = LevelReader.wordEnd(line, left, right);
    if (word < right && word > left) {
      return compound(left, word, right, to);
    }
    Level level = Level.named(line, left, right);
    if (level == null) {
      return null;
    }
    boolean wrapped = left > from || right < to;
    boolean upper = isUpper(left, right);
    boolean alone = afterSeparator || (upper && !plainWordSeen) || separatorFollows(to);
    boolean tabbed = to < line.length() && line.charAt(to) == '\t' && afterTime;
    return wrapped || alone || tabbed ? level : null;
  }

  /**
   * {@code core:error]}, {@code ERROR:root:message}, {@code ERROR/MainProcess]}, {@code info|},
   * {@code app.ERROR:}.
   */
  private @Nullable Level compound(int left, int word, int right, int to) {
    char joint = line.charAt(word);
    boolean jointed = joint == ':' || joint == '|' || joint == '/' || joint == ']' || joint == '[';
    if (jointed && joint != '/' && (isUpper(left, word) || first)) {
      Level level = Level.named(line, left, word);
      if (level != null) {
        return level;
      }
    }
    if (joint == '/' && right < to && isUpper(left, word)) {
      return Level.named(line, left, word);
    }
    int tail = LevelReader.wordEnd(line, word + 1, right);
    if (joint == '.' && tail == right && right < to && line.charAt(right) == ':') {
      return isUpper(word + 1, right) ? Level.named(line, word + 1, right) : null;
    }
    return right < to ? atEnd(left, right) : null;
  }

  /** {@code mpm_event:error]}, {@code shop@orders:[12]:ERROR:}. */
  private @Nullable Level atEnd(int left, int right) {
    char closing = line.charAt(right);
    int colon = line.lastIndexOf(':', right - 1);
    boolean apache = closing == ']';
    boolean prefixed = closing == ':' && colon > left && line.charAt(colon - 1) == ']';
    return colon > left && (apache || prefixed) ? Level.named(line, colon + 1, right) : null;
  }

  /** Remembers what this token means for the next; NONE if it is the message's first word. */
  private @Nullable Level next(Token token) {
    boolean time = LevelReader.isDigit(line.charAt(token.left()));
    boolean separated = afterSeparator;
    boolean wasFirst = first;
    afterSeparator = false;
    first = false;
    char last = line.charAt(token.to() - 1);
    if (last == '|') {
      afterSeparator = true;
      return null;
    }
    if (time || (token.isWrapped() && last != '.' && last != '!' && last != '?')) {
      afterTime |= time;
      return null;
    }
    if (isPair(token)) {
      pair = true;
      return null;
    }
    if (pair) {
      return null; // the rest of a quoted value
    }
    boolean name = isName(token) || isCalendar(token);
    if (name
        || separated
        || (afterTime && !plainWordSeen)
        || (wasFirst && separatorFollows(token.to()))) {
      plainWordSeen |= !name && !separated;
      return null;
    }
    return Level.NONE;
  }

  /** {@code time=…}, {@code ts=…}: logfmt before its level. */
  private boolean isPair(Token token) {
    int word = LevelReader.wordEnd(line, token.left(), token.right());
    return word > token.left() && word < token.to() && line.charAt(word) == '=';
  }

  /** A logger, a class, a file: something with a dot, a colon, a slash or a digit in it. */
  private boolean isName(Token token) {
    for (int i = token.left() + 1; i < token.right(); i++) {
      char c = line.charAt(i);
      if (c == '.' || c == ':' || c == '@' || c == '#' || c == '_' || LevelReader.isDigit(c)) {
        return true;
      }
    }
    return token.right() - token.left() == 1;
  }

  /** {@code UTC}, {@code Jan}, {@code PM}: two or three letters with a capital. */
  private boolean isCalendar(Token token) {
    int length = token.right() - token.left();
    char c = line.charAt(token.left());
    return length <= 4 && length >= 2 && c >= 'A' && c <= 'Z' && (afterTime || length == 3);
  }

  private boolean separatorFollows(int to) {
    if (to + 2 >= end || line.charAt(to) != ' ') {
      return false;
    }
    char c = line.charAt(to + 1);
    return (c == '-' || c == '|') && line.charAt(to + 2) == ' ';
  }

  private boolean isUpper(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c < 'A' || c > 'Z') {
        return false;
      }
    }
    return true;
  }

  private static boolean isOpening(char c) {
    return c == '[' || c == '(' || c == '<' || c == '|' || c == '*' || c == '-' || c == '#';
  }

  private static boolean isClosing(char c) {
    return c == ']' || c == ')' || c == '>' || c == ':' || c == ',' || c == ';' || c == '|'
        || c == '-' || c == '*' || c == '.' || c == '!';
  }
}
