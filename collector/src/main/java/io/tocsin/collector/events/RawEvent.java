package io.tocsin.collector.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event as the engine sent it, in one form whatever the engine: Docker before and after API
 * 1.52, and Podman.
 *
 * @param action without its suffix: {@code exec_create}, not {@code exec_create: ls}
 * @param detail the suffix, empty for none
 * @param actorId of what it happened to
 */
public record RawEvent(
    Instant at,
    String type,
    String action,
    String detail,
    String actorId,
    Map<String, String> attributes) {

  /** Reads one line of the events stream. */
  public static RawEvent read(JsonNode json) {
    String full = json.path("Action").asText(json.path("status").asText(""));
    int colon = full.indexOf(": ");
    String action = colon < 0 ? full : full.substring(0, colon);
    String detail = colon < 0 ? "" : full.substring(colon + 2);
    if (action.equals("health_status") && detail.isEmpty()) {
      detail =
          json.path("HealthStatus").asText(json.at("/Actor/Attributes/health_status").asText(""));
    }
    return new RawEvent(
        at(json),
        json.path("Type").asText("container"),
        usualName(action),
        detail,
        json.at("/Actor/ID").asText(json.path("id").asText("")),
        attributes(json.at("/Actor/Attributes")));
  }

  /** Podman's own names for what Docker calls otherwise. */
  private static String usualName(String action) {
    return switch (action) {
      case "died" -> "die";
      case "remove" -> "destroy";
      case "exec_died" -> "exec_die";
      default -> action;
    };
  }

  private static Instant at(JsonNode json) {
    long nanos = json.path("timeNano").asLong();
    return nanos > 0
        ? Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000)
        : Instant.ofEpochSecond(json.path("time").asLong());
  }

  private static Map<String, String> attributes(JsonNode json) {
    Map<String, String> attributes = new LinkedHashMap<>();
    json.properties().forEach(e -> attributes.put(e.getKey(), e.getValue().asText()));
    String podmanExit = attributes.remove("containerExitCode");
    if (podmanExit != null) {
      attributes.putIfAbsent("exitCode", podmanExit);
    }
    return attributes;
  }

  public boolean isOfContainer() {
    return type.equals("container");
  }

  /** The container that it happened to, or that a network was connected to; empty for none. */
  public String containerId() {
    return isOfContainer() ? actorId : attributes.getOrDefault("container", "");
  }

  /** The exit code in its attributes, or -1. */
  public int exitCode() {
    try {
      return Integer.parseInt(attributes.getOrDefault("exitCode", "-1"));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** What makes it this event and no other. */
  String identity() {
    return identity(at, type, action, actorId);
  }

  static String identity(Instant at, String type, String action, String actorId) {
    return at.getEpochSecond() + "." + at.getNano() + " " + type + " " + action + " " + actorId;
  }
}
