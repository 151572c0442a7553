package io.tocsin.collector.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.inventory.Inspection;
import io.tocsin.collector.inventory.Known;
import io.tocsin.telemetry.EngineEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notices starts that the engine refused. They have no event of their own: only the container's
 * network goes again, or nothing happens at all; the engine's words stand in the inspection. A
 * container that was merely created has none.
 */
final class StartFailures {
  /** After a creation it is looked at these many milliseconds later, until it starts. */
  private static final List<Integer> LOOKS = List.of(700, 3_000, 15_000);

  private static final Set<String> NOT_RUNNING = Set.of("created", "exited");

  private final EventPipeline.Tools tools;
  private final Consumer<Known> facts;
  private final Map<String, String> told = new ConcurrentHashMap<>();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(StartFailures::daemon);

  /**
   * @param facts hears what was found out of a container
   */
  StartFailures(EventPipeline.Tools tools, Consumer<Known> facts) {
    this.tools = tools;
    this.facts = facts;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, "start-failures", 256 * 1024L);
    thread.setDaemon(true);
    return thread;
  }

  void created(String id) {
    waiting.add(id);
    for (int millis : LOOKS) {
      var unused = timer.schedule(() -> lookIfWaiting(id), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void lookIfWaiting(String id) {
    if (waiting.contains(id)) {
      look(id, Instant.MAX);
    }
  }

  void started(String id) {
    waiting.remove(id);
    told.remove(id);
  }

  void forget(String id) {
    waiting.remove(id);
    told.remove(id);
  }

  /** A network went: it may be of a container whose start was refused. */
  void consider(RawEvent raw) {
    String id = raw.containerId();
    Known known = id.isEmpty() ? null : tools.book().get(id);
    if (raw.action().equals("disconnect") && known != null && !known.isRunning()) {
      timer.execute(() -> look(id, raw.at()));
    }
  }

  private void look(String id, Instant at) {
    var unused = tools.client().ask(EngineCall.inspect(id)).thenAccept(json -> judge(json, at));
  }

  private void judge(JsonNode json, Instant at) {
    Known known = tools.book().get(json.path("Id").asText());
    if (known == null || !known.watched()) {
      return;
    }
    String error = json.at("/State/Error").asText("");
    boolean refused = !error.isEmpty() && NOT_RUNNING.contains(json.at("/State/Status").asText());
    if (refused && !error.equals(told.put(known.id(), error))) {
      waiting.remove(known.id());
      Instant now = tools.clock().instant();
      publish(tools.book().learn(json, now), at.isAfter(now) ? now : at);
    }
  }

  private void publish(Known known, Instant at) {
    Inspection inspection = known.inspection();
    if (inspection == null) {
      return;
    }
    facts.accept(known);
    Map<String, String> attributes = new HashMap<>();
    attributes.put("name", known.container().name());
    attributes.put("image", known.container().image());
    attributes.put("exitCode", Integer.toString(inspection.state().exitCode()));
    tools
        .sink()
        .publish(
            new EngineEvent(
                at,
                known.subject(),
                "container",
                "start-failed",
                known.container(),
                null,
                attributes,
                known.traits(),
                new EngineEvent.Exit(
                    inspection.state().exitCode(), false, inspection.state().error(), List.of()),
                null,
                false));
  }

  void close() {
    timer.shutdownNow();
  }
}
