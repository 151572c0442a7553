package io.tocsin.alerts.receiver;

import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Somebody who is told of incidents: where to post, how fast, and in what form. Stateless. */
public interface Receiver {
  /** Stable over restarts, unique, and without any secret: it is shown in logs and metrics. */
  String name();

  /** Where messages are posted; it can be a secret and is never shown. */
  URI url();

  /** The least time between two posts. */
  Duration pace();

  /**
   * The incident in the receiver's format, within the receiver's limits.
   *
   * @param now the time of the post, for signatures
   */
  Message message(Incident incident, Instant now);
}
