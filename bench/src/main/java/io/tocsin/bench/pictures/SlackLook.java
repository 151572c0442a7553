package io.tocsin.bench.pictures;

import com.fasterxml.jackson.databind.JsonNode;

/** Slack, of Block Kit: headers, contexts, sections; plain text and its own markup. */
final class SlackLook implements Look {
  @Override
  public String html(Sent sent) {
    StringBuilder html = new StringBuilder();
    for (JsonNode block : Look.each(sent.json().path("blocks"))) {
      switch (block.path("type").asText()) {
        case "header" -> html.append(Look.box("header", text(block.path("text"))));
        case "section" -> html.append(Look.box("section", text(block.path("text"))));
        case "context" ->
            Look.each(block.path("elements"))
                .forEach(element -> html.append(Look.box("context", text(element))));
        default -> throw new IllegalStateException("no such block is drawn: " + block);
      }
    }
    return Look.message("APP", html.toString());
  }

  /** Plain text is not escaped, but for Slack's three characters everywhere. */
  private static String text(JsonNode text) {
    String written = text.path("text").asText();
    String plain =
        Look.lines(written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    if (!text.path("type").asText().equals("mrkdwn")) {
      return plain;
    }
    if (written.startsWith("```")) {
      return Look.element("pre", "", plain.replace("<br>", "\n").replace("```", ""));
    }
    return written.startsWith("<http")
        ? Look.link(written.substring(written.indexOf('|') + 1, written.length() - 1))
        : plain;
  }
}
