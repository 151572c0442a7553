package io.tocsin.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Asks for the version, with a short deadline. */
final class VersionProbe implements EngineDiscovery.Probe {
  private static final EngineCall CALL =
      new EngineCall("version", "/version", Duration.ofSeconds(2));

  @Override
  public String version(EngineAddress address) {
    try (EngineClient client =
        RestrainedEngineClient.connect(address, 1, new SimpleMeterRegistry())) {
      JsonNode version = client.get(CALL);
      return "version %s, API %s, %s"
          .formatted(
              version.path("Version").asText("unknown"),
              version.path("ApiVersion").asText("unknown"),
              version.at("/Components/0/Name").asText("Engine"));
    }
  }
}
