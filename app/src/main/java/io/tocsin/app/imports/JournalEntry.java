package io.tocsin.app.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.imports.Containers.Identity;
import io.tocsin.telemetry.LogLine.Stream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A line of {@code journalctl -o json}: of the journald log driver, or of any unit of the host. */
final class JournalEntry implements JsonKind {
  private static final int STDERR_PRIORITY = 3;

  private final Containers containers;
  private final Writing writing;

  JournalEntry(Containers containers, Writing writing) {
    this.containers = containers;
    this.writing = writing;
  }

  @Override
  public boolean fits(JsonNode item) {
    return item.has("__REALTIME_TIMESTAMP");
  }

  @Override
  public Outcome read(JsonNode item, Place around) {
    JsonNode message = item.path("MESSAGE");
    if (message.isMissingNode() || message.isNull()) {
      return new Outcome.Empty("a journal entry without a message");
    }
    long micros = item.path("_SOURCE_REALTIME_TIMESTAMP").asLong(0);
    Instant at =
        Instant.EPOCH.plus(
            micros > 0 ? micros : item.path("__REALTIME_TIMESTAMP").asLong(), ChronoUnit.MICROS);
    int priority = item.path("PRIORITY").asInt(6);
    String container = item.path("CONTAINER_NAME").asText("");
    if (container.isEmpty()) {
      Identity unit = containers.service("", unit(item), unit(item));
      String text = "<" + priority + ">" + text(message);
      return new Outcome.Kept("journald", writing.lines(unit, at, Stream.STDOUT, text), "");
    }
    Identity writer =
        containers.of(labels(item), container, item.path("CONTAINER_ID_FULL").asText(""));
    // The driver writes what came from stderr with the priority of an error.
    Stream stream = priority == STDERR_PRIORITY ? Stream.STDERR : Stream.STDOUT;
    return new Outcome.Kept("journald", writing.lines(writer, at, stream, text(message)), "");
  }

  private static String unit(JsonNode item) {
    String unit = item.path("_SYSTEMD_UNIT").asText("");
    return unit.isEmpty() ? item.path("SYSLOG_IDENTIFIER").asText("journal") : unit;
  }

  /** Compose's, where the driver was told to write them. */
  private static Map<String, String> labels(JsonNode item) {
    String project = item.path("COM_DOCKER_COMPOSE_PROJECT").asText("");
    String service = item.path("COM_DOCKER_COMPOSE_SERVICE").asText("");
    return Map.of("com.docker.compose.project", project, "com.docker.compose.service", service);
  }

  /** What is not plain text stands as an array of bytes. */
  private static String text(JsonNode message) {
    if (!message.isArray()) {
      return message.asText();
    }
    byte[] bytes = new byte[message.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) message.get(i).asInt();
    }
    return new String(bytes, UTF_8);
  }
}
