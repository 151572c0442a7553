package io.tocsin.collector.events;

import io.tocsin.collector.inventory.Known;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been published lately, so that nothing is published twice. */
public final class PublishedEvents {
  private static final int REMEMBERED = 2_048;
  private static final Duration STAMPED_LATER = Duration.ofMillis(100);

  private final Map<String, Boolean> identities =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Map<String, String> health = new HashMap<>();
  private final Map<String, Instant> reconciled = new HashMap<>();
  private final Map<String, Instant> starts = new HashMap<>();
  private final Map<String, Instant> dies = new HashMap<>();
  private final Map<String, Integer> restarts = new HashMap<>();
  private final Map<String, Integer> countedSince = new HashMap<>();
  private @Nullable Instant latest;

  /** Whether the event has not been published; remembers it. */
  synchronized boolean isNew(RawEvent event) {
    if (identities.put(event.identity(), true) != null || isReconciled(event)) {
      return false;
    }
    advance(event.at());
    return true;
  }

  /** The engine stamps its event a little after the state from which it was made up. */
  private boolean isReconciled(RawEvent event) {
    Instant madeUp = reconciled.get(event.actorId() + event.action());
    return madeUp != null
        && !madeUp.isAfter(event.at())
        && madeUp.isAfter(event.at().minus(STAMPED_LATER));
  }

  /** Remembers an event that was made up, in case the engine tells it after all. */
  synchronized void reconciled(RawEvent event) {
    reconciled.put(event.actorId() + event.action(), event.at());
  }

  private void advance(Instant at) {
    latest = later(latest, at);
  }

  private static Instant later(@Nullable Instant known, Instant at) {
    return known == null || at.isAfter(known) ? at : known;
  }

  /** Remembers an event that an earlier process published. */
  public synchronized void remember(EngineEvent event) {
    String id = event.container() == null ? "" : event.container().id();
    String actor = event.container() == null ? String.valueOf(event.actor()) : id;
    identities.put(RawEvent.identity(event.at(), event.type(), event.action(), actor), true);
    if (!event.reconciled()) {
      advance(event.at());
    }
    switch (event.action()) {
      case "start" -> starts.merge(id, event.at(), PublishedEvents::later);
      case "die" -> dies.merge(id, event.at(), PublishedEvents::later);
      case "health_status" -> {
        if (event.health() != null) {
          health.put(id, event.health().status());
        }
      }
      default -> {}
    }
  }

  /** Remembers what an earlier process published of a container. */
  public synchronized void remember(ContainerFacts facts) {
    if (facts.run() != null && facts.run().restarts() != null) {
      restarts.put(facts.container().id(), facts.run().restarts());
    }
  }

  /** So many restarts have been told, by events or by an inspection. */
  synchronized void restarts(String containerId, int told) {
    restarts.put(containerId, told);
    countedSince.remove(containerId);
  }

  /**
   * Counts the restart that a death leads to.
   *
   * @param isFresh whether the container was inspected with this very event, so that its number is
   *     that of the event; an inspection after an old event tells of later restarts, too
   */
  synchronized void count(RawEvent raw, Known known, boolean isFresh) {
    ContainerTraits traits = known.traits();
    if (isFresh && known.inspection() != null) {
      restarts(known.id(), known.inspection().state().restartCount());
    } else if (raw.action().equals("die")
        && traits != null
        && traits.restartPolicy().restarts(raw.exitCode())) {
      countedSince.merge(known.id(), 1, Integer::sum);
    }
  }

  /**
   * Restarts of a container, by the engine's count.
   *
   * @param untold how many nobody has told
   * @param told how many of the latest the engine's own events have told after all
   */
  record Restarts(int untold, int told) {
    static final Restarts NONE = new Restarts(0, 0);
  }

  /**
   * How many restarts nobody has told.
   *
   * @param isNew whether the container did not exist when the connection was lost
   */
  synchronized Restarts untoldRestarts(String containerId, int now, boolean isNew) {
    int before = restarts.getOrDefault(containerId, isNew ? 0 : now);
    int happened = now < before ? now : now - before; // less: counted anew since a start by hand
    int told = countedSince.getOrDefault(containerId, 0);
    return new Restarts(Math.max(0, happened - told), told);
  }

  /** A container with what earlier processes published of it. */
  synchronized Known complete(Known known) {
    Instant start = starts.remove(known.id());
    Instant die = dies.remove(known.id());
    Known started = start == null ? known : known.started(start);
    return die == null ? started : started.died(die);
  }

  /** Whether the status differs from the one that was published last; remembers it. */
  synchronized boolean isHealthChange(String containerId, String status) {
    return !status.equals(health.put(containerId, status));
  }

  synchronized void forget(String containerId) {
    health.remove(containerId);
    restarts.remove(containerId);
    countedSince.remove(containerId);
    reconciled.remove(containerId + "die");
    reconciled.remove(containerId + "start");
    reconciled.remove(containerId + "health_status");
  }

  /** The time of the latest event; null before the first. */
  synchronized @Nullable Instant latest() {
    return latest;
  }
}
