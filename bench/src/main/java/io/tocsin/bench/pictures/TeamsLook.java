package io.tocsin.bench.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** Teams, of an Adaptive Card: rich text, containers, buttons. */
final class TeamsLook implements Look {
  @Override
  public String html(Sent sent) {
    JsonNode card = sent.json().at("/attachments/0/content");
    String buttons =
        Look.each(card.path("actions")).stream()
            .map(action -> Look.button(action.path("title").asText()))
            .collect(Collectors.joining());
    return Look.message(
        "", Look.box("card", elements(card.path("body")), Look.box("buttons", buttons)));
  }

  private static String elements(JsonNode body) {
    return Look.each(body).stream().map(TeamsLook::element).collect(Collectors.joining());
  }

  private static String element(JsonNode element) {
    if (element.path("type").asText().equals("Container")) {
      return Look.box(element.path("style").asText(), elements(element.path("items")));
    }
    String runs =
        Look.each(element.path("inlines")).stream()
            .map(TeamsLook::run)
            .collect(Collectors.joining());
    boolean isSeparated = element.path("separator").asBoolean();
    boolean isClose = element.path("spacing").asText().equals("none");
    return Look.box((isSeparated ? "separated" : "") + (isClose ? "" : " spaced"), runs);
  }

  private static String run(JsonNode run) {
    String style =
        String.join(
            " ",
            run.path("weight").asText(),
            run.path("size").asText(),
            run.path("fontType").asText(),
            run.path("isSubtle").asBoolean() ? "subtle" : "");
    return Look.element("span", style, Look.escape(run.path("text").asText()));
  }
}
