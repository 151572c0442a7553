package io.tocsin.bench.engine;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Instant;

/**
 * An incident as it was told once.
 *
 * @param at when the post came in, or when it was seen
 * @param posted whether it was posted, or only seen at the console's address
 */
public record Telling(Instant at, boolean posted, Incident incident) {
  public boolean isAlarm() {
    return posted && incident.severity() != Severity.INFO;
  }

  public String summary() {
    return "%s %s revision %d, %s: %s [%s] %s"
        .formatted(
            at,
            incident.severity().wireName(),
            incident.revision(),
            incident.state().wireName(),
            incident.title(),
            incident.cause().detector(),
            incident.cause().summary());
  }
}
