package io.tocsin.collector;

import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import org.jspecify.annotations.Nullable;

/** The name under which a host's telemetry goes: as configured, or the engine's own. */
final class HostName {
  private final EngineClient client;
  private final @Nullable String configured;

  HostName(EngineClient client, @Nullable String configured) {
    this.client = client;
    this.configured = configured;
  }

  String ask() {
    if (configured != null && !configured.isBlank()) {
      return plain(configured);
    }
    String own = client.get(EngineCall.info()).path("Name").asText("");
    return plain(own.isBlank() ? "engine" : own);
  }

  /** A subject's parts are joined with slashes. */
  private static String plain(String name) {
    return name.strip().replace('/', '_');
  }
}
