package io.tocsin.alerts.slack;

import io.tocsin.alerts.template.Markup;

/** Slack's three characters, and the fence that would end a block of code. */
final class SlackMarkup implements Markup {
  @Override
  public String prose(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(c);
    };
  }

  @Override
  public String code(int c) {
    return c == '`' ? "ˋ" : prose(c);
  }

  @Override
  public String address(String url) {
    return url.replace("&", "&amp;");
  }
}
