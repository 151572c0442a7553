package io.tocsin.app.report.page;

import io.tocsin.alerts.receiver.Visible;
import java.util.regex.Pattern;

/** Foreign text made harmless: what a terminal, a browser or Markdown would obey is shown. */
final class Harmless {
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern ADDRESS = Pattern.compile("://|(?i:www)\\.|@");
  private static final String MARKDOWN = "\\`*_{}[]()#+-.!|<>~&=";

  private Harmless() {}

  /** In one line; colours are dropped, other control characters are shown as pictures. */
  static String line(String text) {
    return Visible.line(COLOURS.matcher(text).replaceAll("")).strip();
  }

  /** As {@link #line}, with the blanks that it begins with. */
  static String quoted(String text) {
    return Visible.block(COLOURS.matcher(text).replaceAll("").replace('\n', ' ')).stripTrailing();
  }

  static String html(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /**
   * Running text of Markdown: every sign that could mean something is escaped. Addresses become
   * code, for renderers make links of them by themselves, whatever is escaped in them.
   */
  static String markdown(String text, boolean inTable) {
    String line = line(text);
    StringBuilder safe = new StringBuilder(line.length() + 16);
    int at = 0;
    while (at < line.length()) {
      int end = line.indexOf(' ', at);
      end = end < 0 ? line.length() : end;
      if (ADDRESS.matcher(line.substring(at, end)).find()) {
        safe.append(markdownCode(line.substring(at, end), inTable));
      } else {
        escape(line, at, end, safe);
      }
      if (end < line.length()) {
        safe.append(' ');
      }
      at = end + 1;
    }
    return safe.toString();
  }

  private static void escape(String line, int from, int to, StringBuilder safe) {
    for (int i = from; i < to; i++) {
      if (isSign(line, i)) {
        safe.append('\\');
      }
      safe.append(line.charAt(i));
    }
  }

  /** A point or a dash means something only where a line begins. */
  private static boolean isSign(String line, int i) {
    char c = line.charAt(i);
    if (MARKDOWN.indexOf(c) < 0) {
      return false;
    }
    return switch (c) {
      case '-', '+', '=' -> i == 0;
      case '(' -> i > 0 && line.charAt(i - 1) == ']';
      case '.', ')' -> isNumbering(line, i);
      default -> true;
    };
  }

  /** {@code 1. } at the beginning of a line would number a list. */
  private static boolean isNumbering(String line, int i) {
    boolean isLast = i + 1 == line.length() || line.charAt(i + 1) == ' ';
    return isLast && i > 0 && line.substring(0, i).chars().allMatch(Character::isDigit);
  }

  /** A code span, whatever backticks it holds. */
  static String markdownCode(String text, boolean inTable) {
    String code = line(text);
    if (code.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(longestRun(code) + 1);
    String pad = code.startsWith("`") || code.endsWith("`") ? " " : "";
    return fence + pad + (inTable ? code.replace("|", "\\|") : code) + pad + fence;
  }

  /** The longest run of backticks. */
  static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
