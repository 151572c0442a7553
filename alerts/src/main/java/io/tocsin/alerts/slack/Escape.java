package io.tocsin.alerts.slack;

import io.tocsin.alerts.receiver.Cut;
import io.tocsin.alerts.receiver.Visible;
import java.util.List;

/** Slack's three characters, and the fence that would end a code block. */
final class Escape {
  private Escape() {}

  static String to(int limit, String text) {
    return Cut.to(limit, text, Escape::plain);
  }

  /** As many whole lines from the end as fit; at least one, cut if it must be. */
  static String lastLines(int limit, List<String> lines) {
    String text = "";
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = Cut.to(limit, Visible.line(lines.get(i)), Escape::code);
      int length = line.length() + (text.isEmpty() ? 0 : 1) + text.length();
      if (length > limit) {
        return text;
      }
      text = text.isEmpty() ? line : line + '\n' + text;
    }
    return text;
  }

  private static String code(int c) {
    return c == '`' ? "ˋ" : plain(c);
  }

  private static String plain(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(c);
    };
  }
}
