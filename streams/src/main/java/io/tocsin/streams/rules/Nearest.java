package io.tocsin.streams.rules;

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

  /** What to say of a name that means nothing: the one that was meant, or all that there are. */
  public static String mend(String written, Collection<String> candidates) {
    return to(written, candidates)
        .map(meant -> "Did you mean " + meant + "?")
        .orElse("Known are " + String.join(", ", candidates));
  }

  /** Edits between two words; two neighbours swapped are one (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, i, j, isSame(a, i, b, j));
        if (i > 1 && j > 1 && isSame(a, i, b, j - 1) && isSame(a, i - 1, b, j)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cheapest(int[][] rows, int i, int j, boolean isSame) {
    int change = rows[i - 1][j - 1] + (isSame ? 0 : 1);
    return Math.min(change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
  }

  private static boolean isSame(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 1);
  }
}
