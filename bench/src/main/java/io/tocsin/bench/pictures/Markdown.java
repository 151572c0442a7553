package io.tocsin.bench.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Markdown as chats read and messages hold: bold, links, blocks of code, lists. */
final class Markdown {
  private static final Pattern CODE = Pattern.compile("```\\n?(.*?)\\n?```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\([^)]+\\)");
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([^A-Za-z0-9\\s])");
  private static final char MARK = '\u0001';

  private Markdown() {}

  static String html(String text) {
    List<String> blocks = new ArrayList<>();
    String prose =
        CODE.matcher(text)
            .replaceAll(
                found -> {
                  blocks.add(Look.element("pre", "", Look.escape(found.group(1))));
                  return MARK + Integer.toString(blocks.size() - 1) + MARK;
                });
    String html = Look.escape(prose);
    html = LINK.matcher(html).replaceAll("<span class=\"link\">$1</span>");
    html = BOLD.matcher(html).replaceAll("<b>$1</b>");
    html = ESCAPE.matcher(html).replaceAll("$1");
    html = html.replaceAll("\n- ", "\n• ").replaceAll("\n\n", "\n<span class=\"gap\"></span>");
    html = html.replace("\n", "<br>");
    for (int i = 0; i < blocks.size(); i++) {
      html =
          html.replaceFirst(
              "(<br>)?" + MARK + i + MARK + "(<br>)?", Matcher.quoteReplacement(blocks.get(i)));
    }
    return html;
  }
}
