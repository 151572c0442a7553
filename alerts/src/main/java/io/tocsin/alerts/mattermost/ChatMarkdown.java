package io.tocsin.alerts.mattermost;

import io.tocsin.alerts.template.Defang;
import io.tocsin.alerts.template.Markup;

/**
 * Markdown as Mattermost and Rocket.Chat read it. Only one of them knows escapes, so what could
 * call somebody or lead somewhere is written with letters that look alike.
 */
final class ChatMarkdown implements Markup {
  @Override
  public String tame(String text) {
    return Defang.mentions(Defang.maskedLinks(Defang.links(text)));
  }

  @Override
  public String prose(int c) {
    return switch (c) {
      case '<' -> "‹";
      case '>' -> "›";
      case '`' -> "ˋ";
      default -> Character.toString(c);
    };
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
