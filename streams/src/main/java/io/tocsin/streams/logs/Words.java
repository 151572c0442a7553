package io.tocsin.streams.logs;

/** Walks the words of a line, what is quoted left out. */
final class Words {
  private final String line;
  private int from;
  private int to;

  Words(String line, int from) {
    this.line = line;
    this.to = from;
  }

  boolean next() {
    from = LevelReader.skipDecoration(line, to);
    while (from < line.length() && line.charAt(from) == '"') {
      int close = line.indexOf('"', from + 1);
      from = close < 0 ? line.length() : LevelReader.skipDecoration(line, close + 1);
    }
    to = from;
    while (to < line.length() && !isEnd(line.charAt(to))) {
      to++;
    }
    return from < to;
  }

  private static boolean isEnd(char c) {
    return c == ' ' || c == '\t' || c == '\u001b' || c == '"';
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
