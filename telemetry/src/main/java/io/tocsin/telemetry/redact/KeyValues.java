package io.tocsin.telemetry.redact;

import org.jspecify.annotations.Nullable;

/**
 * Replaces the values of secret keys: {@code key=value}, {@code "key": "value"} at any depth of
 * escaping, headers. Written by hand: one pass without backtracking, so that hostile lines cost no
 * more than others.
 */
final class KeyValues {
  static final String MARK = "[redacted]";
  private static final String ENDS = " \t\r\n,;&\"'`}])<>|";

  private final String text;
  private @Nullable StringBuilder out;
  private int copied;

  private KeyValues(String text) {
    this.text = text;
  }

  /** The text itself where nothing is secret. */
  static String redact(String text) {
    KeyValues pass = new KeyValues(text);
    pass.run();
    return pass.finish();
  }

  private void run() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      i = (c == '=' || c == ':') && isSecretBefore(i) ? value(i + 1) : i + 1;
    }
  }

  private boolean isSecretBefore(int separator) {
    int end = separator;
    while (end > copied && " \"'\\]".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > copied && end - start < 64 && SecretWords.isOfKey(text.charAt(start - 1))) {
      start--;
    }
    return start < end && SecretWords.isSecret(text.substring(start, end));
  }

  /** Replaces the value that begins here; returns where to go on. */
  private int value(int from) {
    int start = from;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '>')) {
      start++;
    }
    int quote = start;
    while (quote < text.length() && text.charAt(quote) == '\\') {
      quote++;
    }
    boolean quoted =
        quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'');
    int begin = quoted ? quote + 1 : afterScheme(start);
    int end = quoted ? endOfQuoted(quote, quote - start) : endOfBare(begin);
    if (isWorthIt(begin, end)) {
      replace(begin, end);
    }
    return Math.max(end, from);
  }

  /** {@code Bearer x} is one value whose first word tells nothing secret. */
  private int afterScheme(int start) {
    for (String scheme : new String[] {"Bearer ", "Basic ", "Digest ", "Token "}) {
      if (text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return start + scheme.length();
      }
    }
    return start;
  }

  /** Where the quoted value ends: at the same quote behind as many backslashes. */
  private int endOfQuoted(int quote, int depth) {
    char mark = text.charAt(quote);
    int backslashes = 0;
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == mark && backslashes <= depth && (backslashes == depth || depth == 0)) {
        return i - depth;
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
      if (depth == 0 && backslashes == 2) {
        backslashes = 0;
      }
    }
    return text.length();
  }

  private int endOfBare(int begin) {
    int end = begin;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Counts ("tokens: 512") and words for nothing are no secrets. */
  private boolean isWorthIt(int begin, int end) {
    int length = end - begin;
    if (length < 3 || text.startsWith(MARK, begin)) {
      return false;
    }
    String value = length <= 9 ? text.substring(begin, end) : "";
    return switch (value) {
      case "null", "nil", "none", "None", "true", "True", "false", "False", "undefined", "***" ->
          false;
      default -> value.isEmpty() || length > 6 || !value.chars().allMatch(Character::isDigit);
    };
  }

  private void replace(int begin, int end) {
    StringBuilder to = out == null ? new StringBuilder(text.length()) : out;
    to.append(text, copied, begin).append(MARK);
    copied = end;
    out = to;
  }

  private String finish() {
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }
}
