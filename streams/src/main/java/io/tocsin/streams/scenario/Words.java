package io.tocsin.streams.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a line word by word; a word with spaces stands in double quotes. */
final class Words {
  private final String line;
  private int at;

  Words(String line) {
    this.line = line;
    skipSpace();
  }

  boolean hasNext() {
    return at < line.length();
  }

  /** The next word, which stays; empty at the end. */
  String peek() {
    int before = at;
    String word = hasNext() ? next() : "";
    at = before;
    return word;
  }

  /**
   * The next word.
   *
   * @throws IllegalArgumentException at the end of the line, or if a quote is not closed
   */
  String next() {
    if (!hasNext()) {
      throw new IllegalArgumentException("the line ends too early");
    }
    StringBuilder word = new StringBuilder();
    boolean isQuoted = false;
    for (; hasNext() && (isQuoted || line.charAt(at) != ' '); at++) {
      if (line.charAt(at) == '"') {
        isQuoted = !isQuoted;
      } else {
        word.append(line.charAt(at));
      }
    }
    if (isQuoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    skipSpace();
    return word.toString();
  }

  /** All that is left, as it is written. */
  String rest() {
    String rest = line.substring(at);
    at = line.length();
    return rest;
  }

  /** All that is left: words, and options of the form {@code name=value}. */
  Arguments arguments() {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    while (hasNext()) {
      boolean isQuoted = line.charAt(at) == '"';
      String word = next();
      int equals = word.indexOf('=');
      if (isQuoted || equals <= 0 || !word.substring(0, equals).matches("[A-Za-z][A-Za-z.-]*")) {
        words.add(word);
      } else {
        options.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return new Arguments(words, options);
  }

  private void skipSpace() {
    while (hasNext() && line.charAt(at) == ' ') {
      at++;
    }
  }
}
