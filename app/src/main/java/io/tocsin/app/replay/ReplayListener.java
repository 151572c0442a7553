package io.tocsin.app.replay;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Telemetry;

/**
 * Sees a replay go by, in one thread: telemetry in the order of its recording, findings and
 * incidents in theirs. A finding comes somewhat after the telemetry it stands on.
 */
public interface ReplayListener {
  /** Listens to nothing. */
  ReplayListener NONE = new ReplayListener() {};

  /** A record of a telemetry topic that can be read; introductions come once for each topic. */
  default void telemetry(Telemetry record) {}

  default void finding(Finding finding) {}

  /** A new state of an incident; those of the warm-up are left out. */
  default void incident(Incident incident) {}
}
