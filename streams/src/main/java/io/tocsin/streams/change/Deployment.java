package io.tocsin.streams.change;

import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.List;

/**
 * What one {@code compose up}, {@code down} or the like did: containers of a stack made or removed
 * close to one another.
 *
 * @param until the last of it that was seen
 * @param changes in the order of the services' turns
 */
public record Deployment(
    String stack, Instant startedAt, Instant until, List<Incident.Change> changes) {
  public Deployment {
    changes = List.copyOf(changes);
  }

  /** The services that it touched. */
  public List<String> services() {
    return changes.stream().map(Incident.Change::service).distinct().toList();
  }
}
