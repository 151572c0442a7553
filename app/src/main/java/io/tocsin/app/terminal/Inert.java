package io.tocsin.app.terminal;

/** Foreign text that can do nothing to a terminal: no colours, no cursor, no titles. */
public final class Inert {
  private Inert() {}

  /** The text in one line with every control character taken out. */
  public static String text(String foreign) {
    return line(foreign).strip();
  }

  /** As {@link #text(String)}; what it is indented by stays. */
  public static String line(String foreign) {
    StringBuilder inert = new StringBuilder(foreign.length());
    foreign
        .replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
        .codePoints()
        .map(point -> Character.isISOControl(point) || isDirection(point) ? ' ' : point)
        .forEach(inert::appendCodePoint);
    return inert.toString().stripTrailing();
  }

  /** The text, shortened with an ellipsis. */
  public static String text(String foreign, int limit) {
    return cut(text(foreign), limit);
  }

  /** The indented line, shortened with an ellipsis. */
  public static String line(String foreign, int limit) {
    return cut(line(foreign), limit);
  }

  private static String cut(String inert, int limit) {
    return inert.length() <= limit ? inert : inert.substring(0, limit - 1) + "…";
  }

  private static boolean isDirection(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
