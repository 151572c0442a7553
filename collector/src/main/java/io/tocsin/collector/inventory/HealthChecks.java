package io.tocsin.collector.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.telemetry.ContainerFacts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of health checks, with the engine's defaults filled in. */
final class HealthChecks {
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final int USUAL_RETRIES = 3;

  private HealthChecks() {}

  /**
   * @param command the test as it is told
   */
  static ContainerFacts.@Nullable HealthCheck settings(JsonNode check, @Nullable String command) {
    JsonNode test = check.path("Test");
    if (!test.isArray() || test.isEmpty() || "NONE".equals(test.get(0).asText())) {
      return null;
    }
    int retries = check.path("Retries").asInt();
    return new ContainerFacts.HealthCheck(
        duration(check.path("Interval"), USUAL),
        duration(check.path("Timeout"), USUAL),
        duration(check.path("StartPeriod"), Duration.ZERO),
        retries > 0 ? retries : USUAL_RETRIES,
        command);
  }

  private static Duration duration(JsonNode nanos, Duration usual) {
    return nanos.asLong() > 0 ? Duration.ofNanos(nanos.asLong()) : usual;
  }
}
