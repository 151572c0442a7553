package io.tocsin.app.http;

/** Text that is safe inside HTML, whatever a container wrote into its log. */
final class Html {
  private Html() {}

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int point) {
    switch (point) {
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '&' -> safe.append("&amp;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      case '\n', '\t' -> safe.append((char) point);
      default -> safe.appendCodePoint(isShown(point) ? point : 0xFFFD);
    }
  }

  /**
   * Control characters and those that turn the reading direction are shown as what they are not.
   */
  private static boolean isShown(int point) {
    boolean isDirection =
        (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    return !Character.isISOControl(point) && !isDirection;
  }
}
