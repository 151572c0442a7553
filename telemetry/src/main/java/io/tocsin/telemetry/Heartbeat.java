package io.tocsin.telemetry;

import java.time.Instant;

/**
 * A host's promise, once a second on every partition of every telemetry topic: everything up to
 * {@code at} has been published. Timers, absences and resolutions move on it.
 *
 * @param at up to when
 * @param host the host that promises
 */
public record Heartbeat(Instant at, String host) implements Telemetry {
  public static final String SCHEMA = "tocsin.heartbeat.v1";

  @Override
  @com.fasterxml.jackson.annotation.JsonIgnore
  public Subject subject() {
    return Subject.ofEngine(host);
  }
}
