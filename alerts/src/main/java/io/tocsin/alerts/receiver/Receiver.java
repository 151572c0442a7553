package io.tocsin.alerts.receiver;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Somebody who is told of incidents: how fast, and in what form. Stateless. */
public interface Receiver {
  /** Stable over restarts, unique, and without any secret: it is shown in logs and metrics. */
  String name();

  /** The least time between two messages. */
  default Duration pace() {
    return Duration.ZERO;
  }

  /** How often an open incident is told again; empty for once a revision. */
  default Optional<Duration> repeat() {
    return Optional.empty();
  }

  /**
   * The incident in the receiver's format, within the receiver's limits.
   *
   * @param now the time of the message, for signatures
   */
  Message message(Incident incident, Instant now);
}
