package io.tocsin.alerts.telegram;

import io.tocsin.alerts.template.Defang;
import io.tocsin.alerts.template.Markup;

/**
 * Telegram's HTML. Outside of code it makes links and mentions of plain text too, for which there
 * is no escape.
 */
final class TelegramMarkup implements Markup {
  @Override
  public String tame(String text) {
    String unlinked = Defang.domains(Defang.links(text));
    return Defang.commands(Defang.mentions(unlinked)).replace('#', '＃');
  }

  @Override
  public String prose(int c) {
    return Markup.HTML.prose(c);
  }

  /** An address of our own stands in an attribute. */
  @Override
  public String address(String url) {
    return url.replace("&", "&amp;");
  }
}
