package io.tocsin.alerts.delivery;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The open incidents that a receiver wants to be told again and again. Their receipts are held, so
 * that a restart reads them again and goes on; for a week at most, and no more than there is room
 * for.
 */
final class Repeats {
  private static final Duration LONGEST = Duration.ofDays(7);

  private final int capacity;
  private final Map<String, Held> held = new LinkedHashMap<>();

  Repeats(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps an incident in place of what was kept of it. */
  synchronized void hold(Incident incident, Receipt receipt, Instant due) {
    Held older = held.put(incident.id(), new Held(incident, receipt, due));
    if (older != null) {
      older.receipt.settled();
    } else if (held.size() > capacity) {
      Iterator<Held> oldest = held.values().iterator();
      oldest.next().receipt.settled();
      oldest.remove();
    }
  }

  /** Forgets an incident. */
  synchronized void release(String incident) {
    Held last = held.remove(incident);
    if (last != null) {
      last.receipt.settled();
    }
  }

  /** An incident that is due, which is due again after the pause. */
  synchronized Optional<Incident> next(Instant now, Duration pause) {
    held.values().removeIf(Held::isVoid);
    Optional<Held> due = held.values().stream().filter(h -> !h.due.isAfter(now)).findFirst();
    due.ifPresent(h -> postpone(h, now, pause));
    return due.map(Held::incident);
  }

  /** When something is due; {@link Instant#MAX} if nothing is kept. */
  synchronized Instant due() {
    return held.values().stream().map(Held::due).min(Instant::compareTo).orElse(Instant.MAX);
  }

  private void postpone(Held due, Instant now, Duration pause) {
    if (due.incident.startedAt().plus(LONGEST).isBefore(now)) {
      release(due.incident.id());
    } else {
      held.put(due.incident.id(), new Held(due.incident, due.receipt, now.plus(pause)));
    }
  }

  private record Held(Incident incident, Receipt receipt, Instant due) {
    boolean isVoid() {
      return receipt.isVoid();
    }
  }
}
