package io.tocsin.streams.detect.deprecation;

import io.tocsin.streams.logs.Level;
import io.tocsin.streams.logs.ReadLine;

/**
 * Tells whether a line warns that something will be gone, as Python, Node.js, Java, Ruby, PHP,
 * PostgreSQL, Docker and others write it. The word alone is not enough: it stands in addresses,
 * names and in what people wrote.
 */
public final class Notice {
  private static final String LOWER = "eprecat";
  private static final String UPPER = "EPRECAT";
  private static final String[] VERBS = {"is ", "are ", "was ", "were ", "been ", "being ", "now "};
  private static final String[] PROMISES = {" instead", "removed", "use ", "Use ", "replaced"};
  private static final String[] WARNINGS = {"RemovedIn", "is obsolete", "will be removed in"};

  private Notice() {}

  /** Whether this line does. */
  public static boolean isIn(ReadLine read) {
    String line = read.text();
    int at = line.indexOf(LOWER);
    if (at < 0) {
      at = line.indexOf(UPPER);
    }
    boolean said = at >= 0 ? isSaid(read, line, at - 1) : isWarnedOf(read, line);
    return said && read.level() != Level.DEBUG && read.access() == null;
  }

  /** Warnings that do not have the word in them. */
  private static boolean isWarnedOf(ReadLine read, String line) {
    if (read.level() != Level.WARN) {
      return false;
    }
    for (String warning : WARNINGS) {
      if (line.contains(warning)) {
        return true;
      }
    }
    return false;
  }

  /** Looks at each place where the word stands. */
  private static boolean isSaid(ReadLine read, String line, int first) {
    int word = first;
    while (word >= 0) {
      if (isWord(line, word) && (read.level() == Level.WARN || isStatement(line, word))) {
        return true;
      }
      int next = line.indexOf(LOWER, word + 2);
      word = next < 0 ? line.indexOf(UPPER, word + 2) - 1 : next - 1;
    }
    return false;
  }

  /** Not a part of a path, of a name with underscores, of an option. */
  private static boolean isWord(String line, int word) {
    int end = word;
    while (end < line.length() && isLetter(line.charAt(end))) {
      end++;
    }
    char before = word == 0 ? ' ' : line.charAt(word - 1);
    char after = end == line.length() ? ' ' : line.charAt(end);
    boolean begins = isLetter(before) ? isKind(line, word, end) : "/._=&?%-$@".indexOf(before) < 0;
    return begins && "/_=-".indexOf(after) < 0;
  }

  /** {@code PendingDeprecationWarning}, {@code SADeprecationWarning}. */
  private static boolean isKind(String line, int word, int end) {
    return line.charAt(word) == 'D' && line.startsWith("Warning", end - "Warning".length());
  }

  /** It is said of something, or stands as a heading. */
  private static boolean isStatement(String line, int word) {
    char first = line.charAt(word);
    if (first == 'D') {
      return true;
    }
    for (String verb : VERBS) {
      if (line.startsWith(verb, word - verb.length())) {
        return true;
      }
    }
    for (String promise : PROMISES) {
      if (line.contains(promise)) {
        return true;
      }
    }
    return line.startsWith("deprecated:", word);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
