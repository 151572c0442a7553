package io.tocsin.app.incidents;

import io.tocsin.telemetry.Incident;
import org.jspecify.annotations.Nullable;

/** Is told of each new state of an incident, from the feed's thread. */
@FunctionalInterface
public interface IncidentListener {
  /**
   * Something about an incident is new.
   *
   * @param incident as it is now
   * @param before as it was; null if it has just opened
   */
  void changed(Incident incident, @Nullable Incident before);
}
