package io.tocsin.app.report;

import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How incidents were told at the time: their first words, and whenever these were others. */
final class Revisions {
  private static final int MOST_INCIDENTS = 2_000;
  private static final int MOST_EACH = 20;

  private final Map<String, List<Told>> all = new HashMap<>();

  /**
   * What was told.
   *
   * @param title without how many others it took
   */
  record Told(Instant at, boolean isOver, String service, String title) {
    private boolean saysAs(Told other) {
      return isOver == other.isOver && title.equals(other.title);
    }
  }

  /** Takes a state of an incident in. */
  void on(Incident incident) {
    List<Told> told = all.get(incident.id());
    if (told == null) {
      told = new ArrayList<>();
      if (all.size() < MOST_INCIDENTS) {
        all.put(incident.id(), told);
      }
    }
    Told now = told(incident);
    if (told.size() < MOST_EACH && (told.isEmpty() || !told.get(told.size() - 1).saysAs(now))) {
      told.add(now);
    }
  }

  private static Told told(Incident incident) {
    Instant at = Objects.requireNonNullElse(incident.resolvedAt(), incident.updatedAt());
    String title = incident.title().split("; ", 2)[0];
    return new Told(at, !incident.isOpen(), incident.cause().service(), title);
  }

  /** The earliest first; none of one that nobody told of. */
  List<Told> of(Incident incident) {
    return all.getOrDefault(incident.id(), List.of());
  }
}
