package io.tocsin.app.incidents;

import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The incidents in memory: all that are open, and the latest that are resolved up to a bound. Safe
 * for use by several threads.
 */
public final class IncidentView {
  private static final Comparator<Incident> LATEST_FIRST =
      Comparator.comparing(Incident::isOpen)
          .thenComparing(Incident::updatedAt)
          .thenComparing(Incident::id)
          .reversed();

  private final Map<String, Incident> incidents = new HashMap<>();
  private final Map<String, Acknowledgement> hands = new HashMap<>();
  private final int resolvedLimit;

  public IncidentView(int resolvedLimit) {
    this.resolvedLimit = resolvedLimit;
  }

  /** Takes a newer state of an incident; tells the one before, null if it is new. */
  public synchronized @Nullable Incident put(Incident incident) {
    Incident before = incidents.put(incident.id(), incident);
    if (!incident.isOpen()) {
      forgetOldest();
    }
    return before;
  }

  /** Notes who has an incident in hand. */
  public synchronized void put(Acknowledgement acknowledgement) {
    hands.put(acknowledgement.key(), acknowledgement);
  }

  /** Forgets who has an incident in hand, by the key of that. */
  public synchronized void withdraw(String key) {
    hands.remove(key);
  }

  /** Forgets an incident that the topic no longer has. */
  public synchronized void remove(String id) {
    incidents.remove(id);
  }

  /** Open ones first, then the latest first. */
  public synchronized List<Incident> list() {
    return incidents.values().stream().sorted(LATEST_FIRST).map(this::shown).toList();
  }

  /** Those that are open, in no order. */
  public synchronized List<Incident> open() {
    return incidents.values().stream().filter(Incident::isOpen).toList();
  }

  /** By id. */
  public synchronized Optional<Incident> find(String id) {
    return Optional.ofNullable(incidents.get(id)).map(this::shown);
  }

  /** How many of this severity are open. */
  public synchronized long open(Severity severity) {
    return incidents.values().stream()
        .filter(incident -> incident.isOpen() && incident.severity() == severity)
        .count();
  }

  private Incident shown(Incident incident) {
    Acknowledgement hand = hands.get(Acknowledgement.KEY_PREFIX + incident.id());
    return hand != null && hand.isOf(incident) ? incident.with(hand) : incident;
  }

  private void forgetOldest() {
    List<Incident> resolved = list().stream().filter(incident -> !incident.isOpen()).toList();
    resolved.stream().skip(resolvedLimit).forEach(incident -> incidents.remove(incident.id()));
  }
}
