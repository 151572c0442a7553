package io.tocsin.app.replay;

import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The last state of each incident that has to do with a range of time. */
final class Incidents {
  private final Instant from;
  private final Instant to;
  private final Map<String, Incident> latest = new LinkedHashMap<>();
  private final Map<String, Incident> waiting = new LinkedHashMap<>();

  Incidents(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** Takes a state in; whether it is of the range. */
  boolean put(Incident incident) {
    Instant resolved = incident.resolvedAt();
    if (incident.detectedAt().isAfter(to) || (resolved != null && resolved.isBefore(from))) {
      latest.remove(incident.id());
      waiting.remove(incident.id());
      return false;
    }
    latest.put(incident.id(), incident);
    return true;
  }

  /**
   * Takes a state in, and hands it on if it is of the range. What was told before the range waits
   * until that begins: it may be over by then.
   */
  void put(Incident incident, Consumer<Incident> out) {
    if (!put(incident)) {
      return;
    }
    if (incident.updatedAt().isBefore(from)) {
      waiting.put(incident.id(), incident);
      return;
    }
    waiting.remove(incident.id());
    release(out);
    out.accept(incident);
  }

  /** Hands on what goes on from before the range. */
  void release(Consumer<Incident> out) {
    waiting.values().forEach(out);
    waiting.clear();
  }

  List<Incident> list() {
    return latest.values().stream()
        .sorted(Comparator.comparing(Incident::detectedAt).thenComparing(Incident::id))
        .toList();
  }
}
