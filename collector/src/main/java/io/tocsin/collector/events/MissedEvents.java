package io.tocsin.collector.events;

import io.tocsin.collector.inventory.Inspection.RunState;
import io.tocsin.collector.inventory.Known;
import io.tocsin.telemetry.EngineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events must have happened unseen, given what is known and what an inspection says now.
 * Pure.
 *
 * <p>The engine stamps an event after the state it tells of, so a state newer than the last event
 * of its kind was never told.
 */
final class MissedEvents {
  /** How containers end when the engine itself is stopped or killed. */
  private static final Set<Integer> ENGINES_DOING = Set.of(0, 137, 143);

  private MissedEvents() {}

  /**
   * @param restarts how often the engine has restarted it
   */
  static List<Missed> of(
      Known known, RunState seen, Window window, PublishedEvents.Restarts restarts) {
    List<Missed> missed = new ArrayList<>();
    Instant finished = seen.finishedAt();
    if (finished != null && isNews(finished, known.lastDie(), window)) {
      // a container that runs again has lost its exit code
      boolean up = seen.running() && !seen.restarting();
      missed.add(new Missed("die", "", finished, up ? -1 : seen.exitCode()));
      boolean lastIsCounted = seen.running() || seen.restarting();
      int before = lastIsCounted ? restarts.untold() - 1 : restarts.untold();
      missed.addAll(MissedRestarts.of(before, seen, window.lost));
    } else if (restarts.untold() > 0) {
      missed.addAll(beforeTold(seen, window, restarts));
    }
    Instant started = seen.startedAt();
    if (started != null && isNews(started, known.lastStart(), window)) {
      missed.add(new Missed("start", "", started, -1));
    }
    if (seen.health() != null && !seen.health().status().equals("starting") && seen.running()) {
      missed.add(new Missed("health_status", seen.health().status(), Instant.MAX, -1));
    }
    missed.sort(Comparator.comparing(Missed::at));
    return missed;
  }

  /** The engine still knew the latest deaths, and no longer the ones before them. */
  private static List<Missed> beforeTold(
      RunState seen, Window window, PublishedEvents.Restarts restarts) {
    int deaths = restarts.untold() + restarts.told() - 1;
    return MissedRestarts.of(deaths, seen, window.lost).stream()
        .limit(2L * restarts.untold())
        .toList();
  }

  private static boolean isNews(Instant state, @Nullable Instant lastEvent, Window window) {
    boolean untold = state.isAfter(lastEvent == null ? window.lost : lastEvent);
    return untold && state.isBefore(window.connected);
  }

  /** When events could be missed; what happened after is told by the new connection. */
  record Window(Instant lost, Instant connected) {}

  /**
   * An event that was missed.
   *
   * @param at when it must have happened
   * @param exitCode of a die, -1 where it is not known
   */
  record Missed(String action, String detail, Instant at, int exitCode) {

    RawEvent asEvent(Known known, Instant now) {
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("name", known.container().name());
      attributes.put("image", known.container().image());
      if (exitCode >= 0) {
        attributes.put("exitCode", Integer.toString(exitCode));
      }
      Instant when = at.isAfter(now) ? now : at;
      return new RawEvent(when, "container", action, detail, known.id(), attributes);
    }

    /** Deaths that came with the engine's own end are marked as its doing. */
    EngineEvent mark(EngineEvent event, boolean engineRestarted) {
      boolean its =
          engineRestarted
              && (action.equals("start")
                  || (action.equals("die") && (exitCode < 0 || ENGINES_DOING.contains(exitCode))));
      if (!its) {
        return event;
      }
      Map<String, String> attributes = new LinkedHashMap<>(event.attributes());
      attributes.put("engineRestart", "true");
      return new EngineEvent(
          event.at(),
          event.subject(),
          event.type(),
          event.action(),
          event.container(),
          event.actor(),
          attributes,
          event.traits(),
          event.exit(),
          event.health(),
          event.reconciled());
    }
  }
}
