package io.tocsin.streams.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands behind a verb; each may be taken once, and what is left over is a mistake. */
final class Arguments {
  private final List<String> words;
  private final Map<String, String> options;

  Arguments(List<String> words, Map<String, String> options) {
    this.words = new ArrayList<>(words);
    this.options = new LinkedHashMap<>(options);
  }

  /** The next word, or this one where there is none. */
  String word(String otherwise) {
    return words.isEmpty() ? otherwise : words.remove(0);
  }

  /** Whether the next word is this one, which is taken then. */
  boolean isWord(String word) {
    return words.remove(word);
  }

  List<String> words() {
    List<String> all = List.copyOf(words);
    words.clear();
    return all;
  }

  String option(String name, String otherwise) {
    String value = options.remove(name);
    return value == null ? otherwise : value;
  }

  Map<String, String> options() {
    Map<String, String> all = Map.copyOf(options);
    options.clear();
    return all;
  }

  int code(int otherwise) {
    if (words.isEmpty() || !words.get(0).matches("-?\\d{1,4}")) {
      return otherwise;
    }
    return Integer.parseInt(words.remove(0));
  }

  void mustBeEmpty() {
    if (!words.isEmpty() || !options.isEmpty()) {
      throw new IllegalArgumentException(
          "does not take " + words + (options.isEmpty() ? "" : options));
    }
  }
}
