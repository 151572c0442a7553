package io.tocsin.alerts.delivery;

import io.tocsin.telemetry.Incident;

/** Takes what could not be delivered, so that a person can find it. */
public interface DeadLetters {
  /**
   * Keeps the incident for good before it returns; waits for as long as the store is away.
   *
   * @param reason why it was given up, for people and without secrets
   */
  void bury(String receiver, Incident incident, String reason) throws InterruptedException;
}
