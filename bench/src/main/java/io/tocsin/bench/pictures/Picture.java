package io.tocsin.bench.pictures;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One file in the documentation.
 *
 * @param name of the file, without its end
 * @param kind of receiver that is sent the messages
 * @param told what it is told, in order
 */
record Picture(String name, String kind, List<Incident> told) {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:41Z");
  private static final String URL = "https://example.com/hook";

  /** All of them: each receiver's beginning and end, then what else there is to say. */
  static List<Picture> all() {
    List<Picture> all =
        settings().keySet().stream()
            .map(kind -> new Picture(kind, kind, List.of(Sample.open(), Sample.resolved())))
            .collect(Collectors.toList());
    all.set(0, new Picture("webhooks", "webhooks", List.of(Sample.open())));
    all.add(
        new Picture(
            "others",
            "slack",
            List.of(
                Sample.of(Sample.Occasion.ESCALATED),
                Sample.of(Sample.Occasion.ACKNOWLEDGED),
                Sample.of(Sample.Occasion.TOO_MANY),
                Sample.of(Sample.Occasion.DAILY_DIGEST),
                Sample.of(Sample.Occasion.RECEIVER_FAILING))));
    return all;
  }

  /** The page that shows it. */
  String html(String style) {
    String shown =
        told.stream().map(incident -> look().html(sent(incident))).collect(Collectors.joining());
    return """
    <!doctype html><html><head><meta charset="utf-8"><style>%s</style></head>
    <body class="%s">%s</body></html>
    """
        .formatted(style, kind, shown);
  }

  private Look.Sent sent(Incident incident) {
    Message message =
        ReceiverConfig.of(kind, settings().getOrDefault(kind, Map.of()))
            .receiver()
            .message(incident, AT);
    return new Look.Sent(message.body(), message.html().orElse(""));
  }

  private Look look() {
    return switch (kind) {
      case "slack" -> new SlackLook();
      case "teams" -> new TeamsLook();
      case "discord" -> ChatLooks::discord;
      case "mattermost" -> ChatLooks::mattermost;
      case "telegram" -> ChatLooks::telegram;
      case "ntfy" -> ChatLooks::ntfy;
      case "pagerduty" -> PagerLooks::pagerDuty;
      case "opsgenie" -> PagerLooks::opsgenie;
      case "alertmanager" -> PagerLooks::alertmanager;
      case "email" -> PlainLooks::email;
      case "commands" -> PlainLooks::command;
      default -> PlainLooks::webhook;
    };
  }

  /** What each receiver has to be given; nothing of it is ever called. */
  private static Map<String, Map<String, String>> settings() {
    Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    settings.put("webhooks", Map.of("url", URL));
    settings.put("slack", Map.of("url", URL));
    settings.put("teams", Map.of("url", URL));
    settings.put("discord", Map.of("url", URL));
    settings.put("mattermost", Map.of("url", URL));
    settings.put("telegram", Map.of("token", "1:aaaaaaaaaaaaaaaaaaaaaaaa", "chat", "1"));
    settings.put("ntfy", Map.of("url", "https://ntfy.sh/my-alarms-2f9c"));
    settings.put("pagerduty", Map.of("key", "0123456789abcdef0123456789abcdef"));
    settings.put("opsgenie", Map.of("key", "0123456789", "team", "ops"));
    settings.put("alertmanager", Map.of("url", "http://alertmanager:9093"));
    settings.put(
        "email",
        Map.of(
            "server",
            "smtp://mail.example.com:587",
            "from",
            "t@example.com",
            "to",
            "a@example.com"));
    settings.put("commands", Map.of("run", "/usr/local/bin/page"));
    return settings;
  }
}
