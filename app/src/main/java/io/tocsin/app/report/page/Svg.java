package io.tocsin.app.report.page;

import java.util.Locale;

/** A drawing without any script; its colours are the page's, by class. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  Svg(int width, int height, String title) {
    out.append("<svg viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-label=\"")
        .append(escaped(title))
        .append("\"><title>")
        .append(escaped(title))
        .append("</title>\n");
  }

  /** A rectangle; the note shows when it is pointed at. */
  void box(String kind, double[] place, String note) {
    out.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"1.5\">"
            .formatted(kind, n(place[0]), n(place[1]), n(place[2]), n(place[3])));
    note(note);
    out.append("</rect>\n");
  }

  void line(String kind, double... ends) {
    out.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(kind, n(ends[0]), n(ends[1]), n(ends[2]), n(ends[3])));
  }

  void path(String kind, CharSequence path) {
    out.append("<path class=\"").append(kind).append("\" d=\"").append(path).append("\"/>\n");
  }

  /** A triangle that points down at a place. */
  void pointer(double x, double y, String note) {
    out.append("<path class=\"change\" d=\"M%s %sl-4.5 -8h9z\">".formatted(n(x), n(y)));
    note(note);
    out.append("</path>\n");
  }

  /** Text; {@code anchor} is start, middle or end. */
  void text(String kind, double x, double y, String anchor, String text) {
    out.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">"
            .formatted(kind, n(x), n(y), anchor));
    out.append(escaped(text)).append("</text>\n");
  }

  private void note(String note) {
    if (!note.isEmpty()) {
      out.append("<title>").append(escaped(note)).append("</title>");
    }
  }

  private static String escaped(String text) {
    return Harmless.html(Harmless.line(text));
  }

  static String n(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  @Override
  public String toString() {
    return out + "</svg>";
  }
}
