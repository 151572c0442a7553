package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.imports.Containers.Identity;
import io.tocsin.telemetry.LogLine.Stream;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line of the engine's own {@code <id>-json.log} files. */
final class JsonFileLog implements JsonKind {
  private static final String FORMAT = "json-file log";

  private final Containers containers;
  private final Writing writing;
  private final Map<String, String> begun = new HashMap<>();

  JsonFileLog(Containers containers, Writing writing) {
    this.containers = containers;
    this.writing = writing;
  }

  @Override
  public boolean fits(JsonNode item) {
    return item.path("log").isTextual() && item.path("time").isTextual() && item.size() <= 4;
  }

  @Override
  public Outcome read(JsonNode item, Place around) {
    Map<String, String> labels = new HashMap<>();
    item.path("attrs").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    String name = around.source().name();
    Identity writer = labels.isEmpty() ? containers.named(name) : containers.of(labels, name, "");
    boolean isError = "stderr".equals(item.path("stream").asText());
    Instant at = Timestamps.parse(item.path("time").asText());
    String text = item.path("log").asText();
    String key = around.source().path() + (isError ? " stderr" : " stdout");
    // The engine cuts lines at 16 KiB: only the last piece ends as a line does.
    String whole = begun.getOrDefault(key, "") + text;
    if (!text.endsWith("\n") && whole.length() < 1 << 20) {
      begun.put(key, whole);
      return new Outcome.Kept(FORMAT, List.of(), "the beginning of a long line");
    }
    begun.remove(key);
    Stream stream = isError ? Stream.STDERR : Stream.STDOUT;
    Telemetry line = writing.line(writer, at, stream, whole.replaceFirst("\n$", ""));
    return Outcome.Kept.of(FORMAT, line);
  }
}
