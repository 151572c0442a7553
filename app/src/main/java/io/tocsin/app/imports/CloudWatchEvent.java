package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.imports.Containers.Identity;
import io.tocsin.telemetry.LogLine.Stream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event of CloudWatch Logs: of {@code aws logs get-log-events}, {@code filter-log-events}, a
 * subscription, or a row of Logs Insights.
 */
final class CloudWatchEvent implements JsonKind {
  private static final String FORMAT = "CloudWatch Logs";

  /** {@code prefix/container/task}, as the awslogs driver names streams on ECS. */
  private static final Pattern ECS = Pattern.compile("[^/]+/([^/]+)/([0-9a-f-]{32,36})");

  private final Containers containers;
  private final Writing writing;

  CloudWatchEvent(Containers containers, Writing writing) {
    this.containers = containers;
    this.writing = writing;
  }

  @Override
  public boolean fits(JsonNode item) {
    return item.isArray()
        ? item.size() > 0 && item.get(0).has("field") && item.get(0).has("value")
        : item.path("message").isTextual()
            && item.path("timestamp").isIntegralNumber()
            && (item.has("ingestionTime") || item.has("eventId") || item.has("id"));
  }

  @Override
  public Outcome read(JsonNode item, Place around) {
    return item.isArray() ? row(item, around) : event(item, around);
  }

  private Outcome event(JsonNode item, Place around) {
    JsonNode envelope = around.envelope();
    String group = item.path("logGroupName").asText(envelope.path("logGroup").asText(""));
    String stream =
        item.path("logStreamName")
            .asText(envelope.path("logStream").asText(around.source().name()));
    Instant at = Instant.ofEpochMilli(item.path("timestamp").asLong());
    return kept(writer(group, stream), at, item.path("message").asText());
  }

  /** Insights gives each row as a list of fields. */
  private Outcome row(JsonNode item, Place around) {
    Map<String, String> fields = new HashMap<>();
    item.forEach(field -> fields.put(field.path("field").asText(), field.path("value").asText()));
    String time = fields.get("@timestamp");
    String message = fields.get("@message");
    if (time == null || message == null) {
      return new Outcome.Refused("a row of Logs Insights without @timestamp and @message");
    }
    Instant at = LocalDateTime.parse(time.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    String stream = fields.getOrDefault("@logStream", around.source().name());
    return kept(writer(fields.getOrDefault("@log", ""), stream), at, message);
  }

  private Outcome kept(Identity writer, Instant at, String message) {
    return new Outcome.Kept(FORMAT, writing.lines(writer, at, Stream.STDOUT, message), "");
  }

  private Identity writer(String group, String stream) {
    Matcher ecs = ECS.matcher(stream);
    if (ecs.matches()) {
      return containers.service("", ecs.group(1), ecs.group(1) + "-" + ecs.group(2));
    }
    List<String> parts = List.of(group.split("/", -1));
    String service = group.isEmpty() ? stream : parts.get(parts.size() - 1);
    return containers.service("", service, stream);
  }
}
