package io.tocsin.telemetry.redact;

import java.util.Locale;
import java.util.regex.Pattern;

/** The words that make a key's value a secret. */
final class SecretWords {
  private static final int LONGEST_KEY = 64;

  /** Parts of a key, in lower case and without separators. */
  private static final String[] WORDS = {
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "pwd",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "masterkey",
    "authkey",
    "credential",
    "authorization",
    "sessionid",
    "connectionstring",
    "cookie",
    "sharedkey",
    "accountkey"
  };

  /** Whole keys that are too short to look for within others. */
  private static final String[] WHOLE = {"pass", "dbpass", "userpass", "sid", "jwt", "pin", "otp"};

  /** {@code DB_PASS}, but no compass. */
  private static final Pattern PASS_AT_END = Pattern.compile("[_.-](?i:pass)$");

  /** Tables, because this is asked for every separator of every line. */
  private static final boolean[] OF_KEY = new boolean[128];

  private static final boolean[] FIRST_LETTERS = new boolean[32];

  static {
    for (int c = 0; c < OF_KEY.length; c++) {
      OF_KEY[c] = isOfKey(c);
    }
    for (char c : "petkracsoj".toCharArray()) {
      FIRST_LETTERS[c & 0x1f] = true;
    }
  }

  private SecretWords() {}

  /** Whether the key that ends before {@code end} could be a secret's; without any allocation. */
  static boolean endsLikeOne(byte[] text, int from, int end) {
    int start = Math.max(from, end - LONGEST_KEY);
    int last3 = 0;
    for (int i = end - 1; i >= start && text[i] >= 0 && OF_KEY[text[i]]; i--) {
      last3 = ((text[i] | 0x20) << 16) | (last3 >>> 8);
      if (FIRST_LETTERS[text[i] & 0x1f] && isOfWord(last3)) {
        return true;
      }
    }
    return false;
  }

  /** Three letters of every word above. */
  private static boolean isOfWord(int threeLetters) {
    return switch (threeLetters) {
      case 'p' << 16 | 'a' << 8 | 's',
          'p' << 16 | 'w' << 8 | 'd',
          'e' << 16 | 'c' << 8 | 'r',
          't' << 16 | 'o' << 8 | 'k',
          'k' << 16 | 'e' << 8 | 'y',
          'r' << 16 | 'e' << 8 | 'd',
          'a' << 16 | 'u' << 8 | 't',
          'c' << 16 | 'o' << 8 | 'o',
          's' << 16 | 'i' << 8 | 'd',
          'o' << 16 | 'n' << 8 | 'i',
          'o' << 16 | 'n' << 8 | 's',
          'j' << 16 | 'w' << 8 | 't',
          'p' << 16 | 'i' << 8 | 'n',
          'o' << 16 | 't' << 8 | 'p' ->
          true;
      default -> false;
    };
  }

  static boolean isSecret(String key) {
    String plain = plain(key);
    for (String word : WORDS) {
      if (plain.contains(word)) {
        return true;
      }
    }
    for (String word : WHOLE) {
      if (plain.equals(word)) {
        return true;
      }
    }
    return PASS_AT_END.matcher(key).find();
  }

  static boolean contains(byte[] text, int from, int to, String word) {
    for (int i = from; i <= to - word.length(); i++) {
      int j = 0;
      while (j < word.length() && text[i + j] == word.charAt(j)) {
        j++;
      }
      if (j == word.length()) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String key) {
    StringBuilder plain = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c != '_' && c != '-' && c != '.') {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  static boolean isOfKey(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
