package io.tocsin.alerts.discord;

import io.tocsin.alerts.template.Defang;
import io.tocsin.alerts.template.Markup;

/** Discord's Markdown: every character that could mean something stands behind a backslash. */
final class DiscordMarkup implements Markup {
  private static final String MEANS_SOMETHING = "\\*_~`|>#-[]()<@:!";

  @Override
  public String tame(String text) {
    return Defang.links(text);
  }

  @Override
  public String prose(int c) {
    String text = Character.toString(c);
    return MEANS_SOMETHING.indexOf(c) >= 0 ? '\\' + text : text;
  }

  @Override
  public String code(int c) {
    return c == '`' ? "ˋ" : Character.toString(c);
  }

  /** A bracket would end the link early. */
  @Override
  public String address(String url) {
    return url.replace("[", "%5B").replace("]", "%5D");
  }
}
