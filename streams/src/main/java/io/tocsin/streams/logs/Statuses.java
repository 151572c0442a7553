package io.tocsin.streams.logs;

/** Reads the status of an answer: three digits and no more. */
final class Statuses {
  /** There is none. */
  static final int NONE = -1;

  private Statuses() {}

  static int at(String line, int from) {
    if (from + 3 > line.length()) {
      return NONE;
    }
    int status = 0;
    for (int i = from; i < from + 3; i++) {
      char c = line.charAt(i);
      if (!LevelReader.isDigit(c)) {
        return NONE;
      }
      status = status * 10 + c - '0';
    }
    boolean ends = from + 3 == line.length() || !isPart(line.charAt(from + 3));
    return ends && status >= 100 && status < 600 ? status : NONE;
  }

  private static boolean isPart(char c) {
    return LevelReader.isDigit(c) || LevelReader.isLetter(c) || c == '.' || c == ':' || c == '/';
  }
}
