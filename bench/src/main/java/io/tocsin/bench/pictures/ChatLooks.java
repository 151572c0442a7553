package io.tocsin.bench.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** Chats and phones that show one piece of text in a frame. */
final class ChatLooks {
  private ChatLooks() {}

  static String discord(Look.Sent sent) {
    JsonNode embed = sent.json().at("/embeds/0");
    return Look.message(
        "APP",
        "<div class=\"embed\" style=\"border-color:#%06x\">".formatted(embed.path("color").asInt()),
        Look.box("title", Markdown.html(embed.path("title").asText())),
        Markdown.html(embed.path("description").asText()),
        "</div>");
  }

  static String mattermost(Look.Sent sent) {
    JsonNode attachment = sent.json().at("/attachments/0");
    return Look.message(
        "BOT",
        "<div class=\"embed\" style=\"border-color:%s\">"
            .formatted(attachment.path("color").asText()),
        Look.box("title", Markdown.html(attachment.path("title").asText())),
        Markdown.html(attachment.path("text").asText()),
        "</div>");
  }

  /** Telegram reads a little HTML, which is what it is sent. */
  static String telegram(Look.Sent sent) {
    StringBuilder html = new StringBuilder();
    for (String part : sent.json().path("text").asText().split("(?=<pre>)|(?<=</pre>\n)", -1)) {
      html.append(
          part.startsWith("<pre>")
              ? part
              : part.replace("\n", "<br>")
                  .replace("<a href", "<span class=\"link\" title")
                  .replace("</a>", "</span>"));
    }
    return Look.box("bubble", Look.box("sender", "Tocsin"), html.toString(), "<i>10:00</i>");
  }

  static String ntfy(Look.Sent sent) {
    JsonNode json = sent.json();
    String buttons =
        Look.each(json.path("actions")).stream()
            .map(action -> Look.button(action.path("label").asText()))
            .collect(Collectors.joining());
    String mark =
        switch (json.at("/tags/0").asText()) {
          case "rotating_light" -> "🚨 ";
          case "warning" -> "⚠️ ";
          case "white_check_mark" -> "✅ ";
          default -> "ℹ️ ";
        };
    return Look.box(
        "card",
        Look.box(
            "context",
            Look.escape(json.path("topic").asText()) + " · priority " + json.path("priority")),
        Look.box("title", mark + Look.escape(json.path("title").asText())),
        Look.lines(json.path("message").asText()),
        Look.box("buttons", buttons));
  }
}
