package io.tocsin.streams.templates;

/**
 * A message cut into words, signs and wildcards. One object is filled anew with every message, so
 * that a message whose like is known costs no others.
 */
final class Tokens {
  static final String WILDCARD = "<*>";

  private static final int MOST = 128;

  /** {@code 7=a 8=b} is a row of groups of three. */
  private static final int LONGEST_GROUP = 4;

  private static final long SEED = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int WORD = 0;
  private static final int SIGN = 1;
  private static final int VARIABLE = 2;

  private final int[] kinds = new int[MOST];
  private final int[] from = new int[MOST];
  private final int[] to = new int[MOST];
  private String text = "";
  private int count;

  void clear(String message) {
    text = message;
    count = 0;
  }

  void word(int begin, int end) {
    add(WORD, begin, end);
  }

  void sign(int at) {
    add(SIGN, at, at + 1);
  }

  /**
   * Lists differ in their length, so they are one variable: those side by side, with commas between
   * them, or with the same few words and signs.
   */
  void variable() {
    if (count > 0 && kinds[count - 1] == VARIABLE) {
      return;
    }
    boolean listed = count > 1 && kinds[count - 2] == VARIABLE && kinds[count - 1] == SIGN;
    if (listed && text.charAt(from[count - 1]) == ',') {
      count--;
      return;
    }
    add(VARIABLE, 0, 0);
    for (int length = 2; length <= LONGEST_GROUP && 2 * length <= count; length++) {
      if (isRepetition(length)) {
        count -= length;
        return;
      }
    }
  }

  /** Whether the last so many tokens are the same as those before them. */
  private boolean isRepetition(int length) {
    for (int last = count - length; last < count; last++) {
      if (!areEqual(last, last - length)) {
        return false;
      }
    }
    return true;
  }

  private boolean areEqual(int one, int other) {
    int length = to[one] - from[one];
    return kinds[one] == kinds[other]
        && length == to[other] - from[other]
        && text.regionMatches(from[one], text, from[other], length);
  }

  private void add(int kind, int begin, int end) {
    if (count < MOST) {
      kinds[count] = kind;
      from[count] = begin;
      to[count] = end;
      count++;
    }
  }

  int size() {
    return count;
  }

  /** Equal for equal tokens. */
  long hash() {
    long hash = SEED;
    for (int i = 0; i < count; i++) {
      hash = (hash ^ (kinds[i] + 1)) * PRIME;
      for (int at = from[i]; at < to[i]; at++) {
        hash = (hash ^ text.charAt(at)) * PRIME;
      }
    }
    return hash ^ (hash >>> 32);
  }

  /** The tokens as text; a wildcard is {@link #WILDCARD} itself. */
  String[] words() {
    String[] words = new String[count];
    for (int i = 0; i < count; i++) {
      words[i] = kinds[i] == VARIABLE ? WILDCARD : text.substring(from[i], to[i]);
    }
    return words;
  }

  /** Whether a token is a sign, as far as its text tells. */
  static boolean isSign(String token) {
    return token.length() == 1 && !Words.isLetterOrDigit(token.charAt(0));
  }
}
