package io.tocsin.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The closest candidate, if it is close enough to be a slip of the fingers. */
  public static Optional<String> to(String written, Collection<String> candidates) {
    int limit = Math.max(1, Math.min(3, written.length() / 3));
    return candidates.stream()
        .filter(candidate -> distance(written, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(written, candidate)));
  }

  /** Levenshtein's distance, with two rows. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
