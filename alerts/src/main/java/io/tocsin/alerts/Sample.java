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

  /** One that has opened a little before this time, and is another at another time. */
  public static Incident openAt(Instant now) {
    return read(shifted(json(), now));
  }

  /** Its end, at this time. */
  public static Incident resolvedAt(Instant now, Instant openedAt) {
    ObjectNode body = shifted(json(), openedAt);
    body.put("revision", 2).put("state", "resolved");
    return read(body.put("resolvedAt", now.toString()).put("updatedAt", now.toString()));
  }

  private static ObjectNode shifted(ObjectNode body, Instant now) {
    Instant start = now.minusSeconds(41);
    body.put("id", "tocsin-sample-" + now.getEpochSecond()).put("startedAt", start.toString());
    body.put("title", "A trial, nothing is broken: " + body.path("title").asText());
    body.put("detectedAt", now.toString()).put("updatedAt", now.toString());
    ((ObjectNode) body.withArray("changes").get(0)).put("at", start.minusSeconds(168).toString());
    return body;
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
