package io.tocsin.bench.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pagers and alert servers, which show an alert with its fields. */
final class PagerLooks {
  private PagerLooks() {}

  static String pagerDuty(Look.Sent sent) {
    JsonNode event = sent.json();
    JsonNode payload = event.path("payload");
    String links =
        Look.each(event.path("links")).stream()
            .map(link -> Look.link(link.path("text").asText()))
            .collect(Collectors.joining(" · "));
    String kind = event.path("event_action").asText();
    return Look.box(
        "card",
        Look.box(
            "context",
            Look.element("span", "state " + kind, kind),
            text(payload, " · ", "severity", "source", "component", "class")),
        Look.box("title", Look.escape(payload.path("summary").asText())),
        Look.box("context", "Custom details"),
        table(payload.path("custom_details")),
        Look.box("context", "Links: " + links));
  }

  static String opsgenie(Look.Sent sent) {
    JsonNode alert = sent.json();
    if (alert.has("note")) {
      return Look.box(
          "card",
          Look.box("context", Look.element("span", "state resolve", "closed"), "with the note"),
          Look.lines(alert.path("note").asText()));
    }
    String tags =
        Look.each(alert.path("tags")).stream()
            .map(tag -> Look.element("span", "chip", Look.escape(tag.asText())))
            .collect(Collectors.joining());
    return Look.box(
        "card",
        Look.box(
            "context",
            Look.element("span", "state trigger", alert.path("priority").asText()),
            text(alert, " · ", "source", "entity", "alias"),
            " ",
            tags),
        Look.box("title", Look.escape(alert.path("message").asText())),
        Look.lines(alert.path("description").asText()));
  }

  /** Of one incident there is an alert a severity, of which at most one fires. */
  static String alertmanager(Look.Sent sent) {
    return Look.each(sent.json()).stream()
        .filter(alert -> alert.at("/labels/severity").asText().equals("critical"))
        .map(PagerLooks::alert)
        .collect(Collectors.joining());
  }

  private static String alert(JsonNode alert) {
    String labels =
        alert.path("labels").properties().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue().asText() + "\"")
            .map(label -> Look.element("span", "chip", Look.escape(label)))
            .collect(Collectors.joining());
    return Look.box(
        "card",
        Look.box("context", text(alert, " to ", "startsAt", "endsAt")),
        labels,
        table(alert.path("annotations")),
        Look.link("Source"));
  }

  private static String table(JsonNode fields) {
    return Look.element(
        "table",
        "",
        fields.properties().stream().map(PagerLooks::row).collect(Collectors.joining()));
  }

  private static String row(Map.Entry<String, JsonNode> field) {
    return "<tr><td>"
        + Look.escape(field.getKey())
        + "</td><td>"
        + Look.lines(field.getValue().asText())
        + "</td></tr>";
  }

  private static String text(JsonNode node, String between, String... fields) {
    return Look.escape(
        List.of(fields).stream()
            .map(field -> node.path(field).asText())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(between)));
  }
}
