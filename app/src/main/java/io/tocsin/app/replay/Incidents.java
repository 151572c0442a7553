package io.tocsin.app.replay;

import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last state of each incident that has to do with a range of time. */
final class Incidents {
  private final Instant from;
  private final Instant to;
  private final Map<String, Incident> latest = new LinkedHashMap<>();

  Incidents(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** Takes a state in; whether it is of the range. */
  boolean put(Incident incident) {
    Instant resolved = incident.resolvedAt();
    if (incident.detectedAt().isAfter(to) || (resolved != null && resolved.isBefore(from))) {
      latest.remove(incident.id());
      return false;
    }
    latest.put(incident.id(), incident);
    return true;
  }

  List<Incident> list() {
    return latest.values().stream()
        .sorted(Comparator.comparing(Incident::detectedAt).thenComparing(Incident::id))
        .toList();
  }
}
