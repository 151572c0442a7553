package io.tocsin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An incident as it could be, to try receivers and templates with. */
public final class Sample {
  private static final Instant WRITTEN_FOR = Instant.parse("2026-11-21T10:00:00Z");

  private Sample() {}

  /** One that has just opened. */
  public static Incident open() {
    return read(json());
  }

  /** The same when it is over. */
  public static Incident resolved() {
    ObjectNode body = json();
    body.put("revision", 2).put("state", "resolved");
    body.put("resolvedAt", WRITTEN_FOR.plus(Duration.ofSeconds(754)).toString());
    body.put("updatedAt", WRITTEN_FOR.plus(Duration.ofSeconds(754)).toString());
    return read(body);
  }

  /** One with nothing but its cause. */
  static Incident bare() {
    return Rehearsal.incident();
  }

  static List<Incident> all() {
    return List.of(open(), resolved(), bare());
  }

  private static Incident read(ObjectNode body) {
    return Wire.read(body.toString().getBytes(StandardCharsets.UTF_8), Incident.class);
  }

  private static ObjectNode json() {
    try (InputStream in = Sample.class.getResourceAsStream("sample-incident.json")) {
      JsonNode json = Wire.mapper().readTree(in);
      return (ObjectNode) json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
