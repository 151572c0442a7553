package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.app.imports.Containers.Identity;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.LogLine.Stream;
import io.tocsin.telemetry.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A LogEntry of Google Cloud Logging ({@code gcloud logging read --format=json}, a sink's files).
 * It becomes the line that a program there would have written to have such an entry made: a JSON
 * object with {@code severity}, {@code message} and {@code httpRequest} (Cloud Logging, "Structured
 * logging").
 */
final class GoogleEntry implements JsonKind {
  private static final String FORMAT = "Google Cloud Logging";
  private static final int MOST_REMEMBERED = 100_000;
  private static final List<String> PAYLOADS =
      List.of("textPayload", "jsonPayload", "protoPayload");
  private static final List<String> SERVICES =
      List.of("service_name", "container_name", "function_name", "module_id", "job_name");
  private static final List<String> CONTAINERS =
      List.of("pod_name", "revision_name", "version_id", "instance_id");

  private final Containers containers;
  private final Writing writing;
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  GoogleEntry(Containers containers, Writing writing) {
    this.containers = containers;
    this.writing = writing;
  }

  @Override
  public boolean fits(JsonNode item) {
    return item.path("timestamp").isTextual()
        && (item.has("logName") || item.has("insertId") || item.path("resource").has("type"));
  }

  @Override
  public Outcome read(JsonNode item, Place around) {
    String insertId = item.path("insertId").asText("");
    String identity = item.path("timestamp").asText() + item.path("logName").asText() + insertId;
    if (!insertId.isEmpty() && seen.put(identity, true) != null) {
      return new Outcome.Empty("an entry that came before, by its insertId");
    }
    Instant at = Timestamps.parse(item.path("timestamp").asText());
    JsonNode text = item.path("textPayload");
    boolean isPlain =
        text.isTextual() && severity(item).equals("DEFAULT") && !item.has("httpRequest");
    Identity writer = writer(item, around.source());
    Stream stream =
        item.path("logName").asText().endsWith("stderr") ? Stream.STDERR : Stream.STDOUT;
    if (isPlain) {
      return new Outcome.Kept(FORMAT, writing.lines(writer, at, stream, text.asText()), "");
    }
    LogLine line = writing.line(writer, at, stream, structured(item).toString());
    return Outcome.Kept.of(FORMAT, line);
  }

  private static String severity(JsonNode item) {
    return item.path("severity").asText("DEFAULT");
  }

  private static ObjectNode structured(JsonNode item) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("severity", severity(item));
    JsonNode request = item.path("httpRequest");
    for (String payload : PAYLOADS) {
      JsonNode value = item.path(payload);
      if (value.isTextual()) {
        line.put("message", value.asText());
      } else if (value.isObject()) {
        value.properties().forEach(field -> line.putIfAbsent(field.getKey(), field.getValue()));
      }
    }
    if (request.isObject()) {
      if (!line.has("message")) {
        line.put("message", message(request));
      }
      line.set("httpRequest", request);
    }
    if (item.path("trace").isTextual()) {
      line.put("trace", item.path("trace").asText());
    }
    return line;
  }

  private static String message(JsonNode request) {
    return "%s %s answered with %s"
        .formatted(
            request.path("requestMethod").asText("GET"),
            request.path("requestUrl").asText("/"),
            request.path("status").asText("?"));
  }

  private Identity writer(JsonNode item, Source source) {
    JsonNode labels = item.path("resource").path("labels");
    String log = item.path("logName").asText("").replaceFirst(".*(/|%2F)", "");
    String service = first(labels, SERVICES, log.isEmpty() ? source.name() : log);
    String container = first(labels, CONTAINERS, service);
    return containers.service(labels.path("namespace_name").asText(""), service, container);
  }

  private static String first(JsonNode labels, List<String> names, String other) {
    return names.stream()
        .map(name -> labels.path(name).asText(""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(other);
  }
}
