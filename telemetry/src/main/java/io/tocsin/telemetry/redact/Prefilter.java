package io.tocsin.telemetry.redact;

/**
 * Tells in one cheap pass whether a text could hold a secret, so that ordinary lines cost a table
 * look-up a byte. It may err towards "could", never towards "cannot".
 */
final class Prefilter {
  private static final byte PLAIN = 0;
  private static final byte SEPARATOR = 1;
  private static final byte UNDERSCORE = 2;
  private static final byte DASH = 3;
  private static final byte LETTER_B = 4;
  private static final byte LETTER_J = 5;
  private static final byte LETTER_I = 6;

  /** Looking further would cost the square of a hostile line's length. */
  private static final int LONGEST_CREDENTIALS = 1_024;

  /** Indexed by a byte as unsigned. */
  private static final byte[] CLASS = classes();

  private Prefilter() {}

  private static byte[] classes() {
    byte[] classes = new byte[256];
    classes['='] = SEPARATOR;
    classes[':'] = SEPARATOR;
    classes['_'] = UNDERSCORE;
    classes['-'] = DASH;
    classes['b'] = LETTER_B;
    classes['B'] = LETTER_B;
    classes['J'] = LETTER_J;
    classes['I'] = LETTER_I;
    return classes;
  }

  static boolean isSuspicious(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      byte kind = CLASS[text[i] & 0xff];
      if (kind != PLAIN && isSuspicious(text, i, from, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSuspicious(byte[] text, int i, int from, int to) {
    return switch (CLASS[text[i] & 0xff]) {
      case SEPARATOR -> separator(text, i, from, to);
      case UNDERSCORE -> isTokenPrefixEnd(at(text, i - 1, from, to), at(text, i - 2, from, to));
      case DASH -> dash(text, i, from, to);
      case LETTER_B -> isScheme(text, i, to);
      case LETTER_J -> lower(text, i - 1, from) == 'y' && at(text, i - 2, from, to) == 'e';
      case LETTER_I -> at(text, i + 1, from, to) == 'A' || at(text, i + 1, from, to) == 'z';
      default -> false;
    };
  }

  /** A key that could be secret before it, or the beginning of an address with credentials. */
  private static boolean separator(byte[] text, int i, int from, int to) {
    if (text[i] == ':' && at(text, i + 1, from, to) == '/') {
      return hasAtSign(text, i, to);
    }
    int end = i;
    while (end > from && isQuoteOrSpace(text[end - 1])) {
      end--;
    }
    if (end == from || !isLetter(text[end - 1])) {
      return end > from && isDigitOfKey(text, end, from);
    }
    return SecretWords.endsLikeOne(text, from, end);
  }

  /** {@code password2=}: digits may end a key; times of day have no letter before. */
  private static boolean isDigitOfKey(byte[] text, int end, int from) {
    int letter = end;
    while (letter > from
        && ((text[letter - 1] >= '0' && text[letter - 1] <= '9') || text[letter - 1] == '_')) {
      letter--;
    }
    return letter > from
        && isLetter(text[letter - 1])
        && SecretWords.endsLikeOne(text, from, letter);
  }

  private static boolean hasAtSign(byte[] text, int i, int to) {
    int end = Math.min(to, i + LONGEST_CREDENTIALS);
    for (int j = i; j < end && text[j] != ' '; j++) {
      if (text[j] == '@') {
        return true;
      }
    }
    // hooks that are secret as a whole
    return SecretWords.contains(text, i, Math.min(to, i + 40), "hooks.");
  }

  /** {@code ghp_}, {@code gho_}, {@code github_pat_}, {@code sk_live_}, {@code npm_}. */
  private static boolean isTokenPrefixEnd(int last, int beforeLast) {
    return (beforeLast == 'h' && "pousr".indexOf(last) >= 0)
        || (beforeLast == 'a' && last == 't')
        || (beforeLast == 's' && last == 'k')
        || (beforeLast == 'r' && last == 'k')
        || (beforeLast == 'p' && last == 'm');
  }

  /** {@code xoxb-}, {@code glpat-}, {@code sk-}, {@code -----BEGIN}, {@code --password x}. */
  private static boolean dash(byte[] text, int i, int from, int to) {
    int last = at(text, i - 1, from, to);
    int beforeLast = at(text, i - 2, from, to);
    if (last == '-') {
      return isLetter((byte) at(text, i + 1, from, to));
    }
    return beforeLast == 'x'
        || (last == 't' && beforeLast == 'a')
        || (last == 'k' && beforeLast == 's');
  }

  /** {@code Bearer x}, {@code Basic x}: by their first letters, spaces would be too common. */
  private static boolean isScheme(byte[] text, int i, int to) {
    if (i + 4 >= to) {
      return false;
    }
    int second = text[i + 1] | 0x20;
    int third = text[i + 2] | 0x20;
    return (second == 'e' && third == 'a' && (text[i + 3] | 0x20) == 'r')
        || (second == 'a' && third == 's' && (text[i + 3] | 0x20) == 'i');
  }

  private static boolean isQuoteOrSpace(byte b) {
    return b == '"' || b == '\'' || b == ' ' || b == '\\' || b == ']' || b == ')';
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static int at(byte[] text, int i, int from, int to) {
    return i < from || i >= to ? 0 : text[i];
  }

  private static int lower(byte[] text, int i, int from) {
    return i < from ? 0 : text[i] | 0x20;
  }
}
