package io.tocsin.alerts.receiver;

import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** Whether it can show who has an incident in hand. */
  default boolean showsHands() {
    return false;
  }

  /**
   * That somebody has an incident in hand, which the receiver was told of before; empty where there
   * is no way to say that.
   *
   * @param hand null if whoever had it has taken that back
   */
  default Optional<Message> hand(String incident, @Nullable Acknowledgement hand) {
    return Optional.empty();
  }

  /**
   * The incident in the receiver's format, within the receiver's limits.
   *
   * @param now the time of the message, for signatures
   */
  Message message(Incident incident, Instant now);
}
