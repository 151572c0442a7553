package io.tocsin.bench.pictures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/** How a receiver shows what it was sent, as HTML. */
interface Look {
  /** Of the message as it was sent. */
  String html(Sent sent);

  /**
   * A message as it was sent.
   *
   * @param rich HTML besides, where the receiver takes that too; else empty
   */
  record Sent(String body, String rich) {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a receiver is sent JSON", e);
      }
    }

    /** The JSON on several lines. */
    String indented() {
      return json().toPrettyString();
    }
  }

  static List<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Text with its line ends. */
  static String lines(String text) {
    return escape(text).replace("\n  ", "\n&nbsp; ").replace("\n", "<br>");
  }

  static String element(String name, String style, String content) {
    return "<" + name + " class=\"" + style + "\">" + content + "</" + name + ">";
  }

  static String box(String style, String... content) {
    return element("div", style, String.join("", content));
  }

  static String link(String text) {
    return element("span", "link", escape(text));
  }

  static String button(String text) {
    return element("span", "button", escape(text));
  }

  /** Who has sent it, as chats show it. */
  static String sender(String badge) {
    return box("sender", "Tocsin ", element("span", "badge", badge), " <i>10:00</i>");
  }

  /** A message of a chat with its sender's picture beside it. */
  static String message(String badge, String... content) {
    return box(
        "message", box("avatar", "🔔"), box("said", sender(badge), String.join("", content)));
  }
}
