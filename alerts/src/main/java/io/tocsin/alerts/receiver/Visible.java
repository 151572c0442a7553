package io.tocsin.alerts.receiver;

/**
 * Makes visible what a terminal, a chat or a browser would obey or hide: control characters, ANSI
 * escapes, bidirectional overrides, zero-width and tag characters, lone surrogates.
 */
public final class Visible {
  private static final int FIRST_CONTROL_PICTURE = 0x2400;
  private static final char DELETE = 0x7f;
  private static final char DELETE_PICTURE = 0x2421;

  private Visible() {}

  /** For one line: line ends and tabs are shown too. */
  public static String line(String text) {
    return show(text, false);
  }

  /** For a block of text: line ends and tabs stay. */
  public static String block(String text) {
    return show(text, true);
  }

  private static String show(String text, boolean keepsLayout) {
    if (text.codePoints().noneMatch(c -> isSuspect(c) && !(keepsLayout && isLayout(c)))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (keepsLayout && isLayout(c)) {
                out.append((char) c);
              } else {
                append(out, c);
              }
            });
    return out.toString();
  }

  private static boolean isLayout(int c) {
    return c == '\n' || c == '\t';
  }

  /** Most text is ASCII, which needs no look into the tables. */
  private static boolean isSuspect(int c) {
    return c < ' ' || (c >= DELETE && isHidden(c));
  }

  private static void append(StringBuilder out, int c) {
    if (c < ' ') {
      out.append((char) (FIRST_CONTROL_PICTURE + c));
    } else if (c == DELETE) {
      out.append(DELETE_PICTURE);
    } else if (c > DELETE && isHidden(c)) {
      out.append("\\u{").append(Integer.toHexString(c)).append('}');
    } else {
      out.appendCodePoint(c);
    }
  }

  /** By Unicode category: controls, format characters, line separators, lone surrogates. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
