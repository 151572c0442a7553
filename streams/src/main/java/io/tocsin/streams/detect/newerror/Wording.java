package io.tocsin.streams.detect.newerror;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Whether two templates say the same in other words, as after a deployment that changed a text. */
final class Wording {
  private static final int SHORTEST_WORD = 3;

  /** Of their words so many are shared (Dice, Ecology 26, 1945: 2·|A∩B| / (|A| + |B|)). */
  private static final double ALIKE = 0.5;

  private final Set<String> words = new HashSet<>();

  /** Exceptions and error codes: they are what an error is, not how it is told. */
  private final Set<String> names = new HashSet<>();

  private Wording(String text) {
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !isWordPart(text.charAt(at))) {
        take(text.substring(from, at));
        from = at + 1;
      }
    }
  }

  static boolean areAlike(String one, String other) {
    Wording left = new Wording(one);
    Wording right = new Wording(other);
    Set<String> shared = new HashSet<>(left.words);
    shared.retainAll(right.words);
    int all = left.words.size() + right.words.size();
    return left.names.equals(right.names) && all > 0 && 2.0 * shared.size() / all >= ALIKE;
  }

  private void take(String word) {
    if (word.endsWith("Exception") || word.endsWith("Error") || isCode(word)) {
      names.add(word);
    } else if (word.length() >= SHORTEST_WORD) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
  }

  private static boolean isCode(String word) {
    boolean isLevel = word.equals("ERROR") || word.equals("FATAL") || word.equals("CRITICAL");
    return word.length() > SHORTEST_WORD && !isLevel && word.equals(word.toUpperCase(Locale.ROOT));
  }

  private static boolean isWordPart(char c) {
    return Character.isLetter(c) || c == '_' || c == '.';
  }
}
