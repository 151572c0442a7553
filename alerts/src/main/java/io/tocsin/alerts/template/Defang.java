package io.tocsin.alerts.template;

import java.util.regex.Pattern;

/**
 * Takes the effect from what chats make links and mentions of, by letters that look alike: for
 * formats that know no escape for it.
 */
public final class Defang {
  private static final Pattern BARE_DOMAIN = Pattern.compile("(?<=[A-Za-z0-9])\\.(?=[A-Za-z]{2,})");
  private static final Pattern COMMAND = Pattern.compile("(?<![^\\s(\\[\"'])/(?=[A-Za-z])");

  private Defang() {}

  /** No address with a scheme: {@code https:∕∕host}. */
  public static String links(String text) {
    return text.replace("://", ":∕∕").replace("www.", "www․").replace("mailto:", "mailto꞉");
  }

  /** No text that hides an address, as Markdown has it. */
  public static String maskedLinks(String text) {
    return text.replace("](", "] (").replace("][", "] [");
  }

  /** No one is called. */
  public static String mentions(String text) {
    return text.replace('@', '＠');
  }

  /** No name of a host without a scheme. */
  public static String domains(String text) {
    return BARE_DOMAIN.matcher(text).replaceAll("․");
  }

  /** No word that begins with a slash. */
  public static String commands(String text) {
    return COMMAND.matcher(text).replaceAll("∕");
  }
}
