package io.tocsin.alerts.delivery;

import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The incidents that are open: those that this process is handed, at once, and those of other
 * partitions as far as they are known.
 */
public final class Board {
  private final OpenIncidents others;
  private final Map<String, Incident> own = new HashMap<>();

  public Board(OpenIncidents others) {
    this.others = others;
  }

  /** Takes a revision in, and says whether something that was open is over. */
  public synchronized boolean learn(Incident incident) {
    if (incident.isOpen()) {
      own.put(incident.id(), incident);
      return false;
    }
    return own.remove(incident.id()) != null;
  }

  /** Forgets what this process was handed, for it is another's to hear of now. */
  public synchronized void forget() {
    own.clear();
  }

  /** All that is open. */
  public synchronized List<Incident> open() {
    List<Incident> open = new ArrayList<>(own.values());
    others.open().stream().filter(other -> !own.containsKey(other.id())).forEach(open::add);
    return open;
  }
}
