package io.tocsin.collector.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineException;
import io.tocsin.collector.inventory.Inspection;
import io.tocsin.collector.inventory.Known;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what exists with what is known, after each connection: containers that are new are taken
 * in, events that were missed are made up and published as reconciled.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** How many events the engine keeps, of all kinds. */
  private static final int HISTORY = 256;

  /** Lines can be stamped before a moment and arrive after it. */
  private static final Duration LOG_OVERLAP = Duration.ofSeconds(2);

  private static final String UNHEALTHY = "unhealthy";

  private final EventPipeline pipeline;
  private volatile boolean current;
  private volatile boolean engineRestarted;
  private volatile boolean historyOverflowed;

  public Reconciler(EventPipeline pipeline) {
    this.pipeline = pipeline;
  }

  void disconnected() {
    current = false;
  }

  /** Whether all that happened is published as far as it can be known. */
  public boolean isCurrent() {
    return current;
  }

  /** An engine that remembers nothing of before the loss has been started anew. */
  void remember(Instant lost, List<JsonNode> history) {
    boolean before = history.stream().anyMatch(e -> !RawEvent.read(e).at().isAfter(lost));
    historyOverflowed = history.size() >= HISTORY && !before;
    engineRestarted = !before && !historyOverflowed;
  }

  /**
   * @param lost since when events may have been missed; null at the very first connection
   * @param at from when on the new connection tells them
   */
  void connected(@Nullable Instant lost, Instant at) {
    MissedEvents.Window window = lost == null ? null : new MissedEvents.Window(lost, at);
    pipeline.submit(() -> reconcile(window));
  }

  private void reconcile(MissedEvents.@Nullable Window window) throws InterruptedException {
    try {
      List<JsonNode> inspections = inspectAll();
      Set<String> present = new HashSet<>();
      for (JsonNode json : inspections) {
        present.add(json.path("Id").asText());
        compare(json, window);
      }
      if (window != null) {
        pipeline.tools().book().all().stream()
            .filter(known -> !present.contains(known.id()))
            .forEach(this::gone);
      }
      sayIfOverflowed(window);
      current = true;
    } catch (EngineException e) {
      LOG.warn("the containers could not be listed; trying again: {}", e.getMessage());
      TimeUnit.MILLISECONDS.sleep(500);
      pipeline.submit(() -> reconcile(window));
    }
  }

  private List<JsonNode> inspectAll() throws InterruptedException {
    JsonNode list = pipeline.tools().client().get(EngineCall.list());
    List<CompletableFuture<JsonNode>> asked = new ArrayList<>();
    for (JsonNode container : list) {
      asked.add(pipeline.tools().client().ask(EngineCall.inspect(container.path("Id").asText())));
    }
    List<JsonNode> inspections = new ArrayList<>();
    for (CompletableFuture<JsonNode> one : asked) {
      try {
        inspections.add(one.get(30, TimeUnit.SECONDS));
      } catch (ExecutionException | TimeoutException e) {
        LOG.debug("a container could not be inspected: {}", e.getMessage());
      }
    }
    return inspections;
  }

  private void compare(JsonNode json, MissedEvents.@Nullable Window window)
      throws InterruptedException {
    Known learned = pipeline.learn(json);
    Known known = pipeline.published().complete(learned);
    Inspection seen = known.inspection();
    if (seen == null) {
      return;
    }
    if (window == null) {
      followFromNow(adopt(known, seen.state()), seen);
      pipeline.published().restarts(known.id(), seen.state().restartCount());
      return;
    }
    Known now = adopt(known, seen.state());
    if (seen.state().running() || isAfter(seen.state().finishedAt(), window.lost())) {
      pipeline.tools().logs().catchUp(now, window.lost().minus(LOG_OVERLAP));
    }
    if (known.watched()) {
      for (MissedEvents.Missed missed : missed(known, seen, window)) {
        publish(known, missed, seen);
      }
    }
    pipeline.published().restarts(known.id(), seen.state().restartCount());
  }

  private List<MissedEvents.Missed> missed(
      Known known, Inspection seen, MissedEvents.Window window) {
    boolean isNew = seen.facts().createdAt().isAfter(window.lost());
    PublishedEvents.Restarts restarts =
        pipeline.published().untoldRestarts(known.id(), seen.state().restartCount(), isNew);
    return MissedEvents.of(known, seen.state(), window, restarts);
  }

  private static boolean isAfter(@Nullable Instant instant, Instant than) {
    return instant != null && instant.isAfter(than);
  }

  /**
   * The very first time: history is not fetched, but what is unhealthy now is told now. Nobody else
   * will tell it until it is well again.
   */
  private void followFromNow(Known known, Inspection seen) throws InterruptedException {
    EngineEvent.Health health = seen.state().health();
    if (known.watched() && seen.state().running() && isUnhealthy(health)) {
      publish(known, new MissedEvents.Missed("health_status", UNHEALTHY, Instant.MAX, -1), seen);
    } else if (health != null) {
      pipeline.published().isHealthChange(known.id(), health.status());
    }
    if (seen.state().running()) {
      pipeline.tools().logs().follow(known, pipeline.tools().clock().instant());
    }
  }

  private static boolean isUnhealthy(EngineEvent.@Nullable Health health) {
    return health != null && health.status().equals(UNHEALTHY);
  }

  private Known adopt(Known known, Inspection.RunState state) {
    Known now = known;
    if (state.startedAt() != null) {
      now = now.started(state.startedAt());
    }
    if (state.finishedAt() != null && !state.running()) {
      now = now.died(state.finishedAt());
    }
    pipeline.tools().book().put(now);
    return now;
  }

  private void publish(Known known, MissedEvents.Missed missed, Inspection seen)
      throws InterruptedException {
    RawEvent raw = missed.asEvent(known, pipeline.tools().clock().instant());
    boolean isLastDeath = raw.action().equals("die") && raw.at().equals(seen.state().finishedAt());
    List<String> tail =
        isLastDeath
            ? pipeline.tools().logs().tail(known.id(), Instant.EPOCH, tailPatience(seen))
            : List.of();
    if (raw.action().equals("health_status")
        && !pipeline.published().isHealthChange(known.id(), raw.detail())) {
      return;
    }
    EngineEvent event =
        pipeline.completion().ofContainer(raw, known, new Completion.Found(seen, tail, true));
    pipeline.published().reconciled(raw);
    pipeline.tools().sink().publish(missed.mark(event, engineRestarted));
  }

  /** A container that runs again goes on writing: there is no end to wait for. */
  private static Duration tailPatience(Inspection seen) {
    return seen.state().running() ? Duration.ofMillis(50) : Duration.ofSeconds(1);
  }

  private void gone(Known known) {
    if (known.watched()) {
      MissedEvents.Missed missed =
          new MissedEvents.Missed("destroy", "", pipeline.tools().clock().instant(), -1);
      RawEvent raw = missed.asEvent(known, pipeline.tools().clock().instant());
      Completion.Found found = new Completion.Found(null, List.of(), true);
      pipeline.tools().sink().publish(pipeline.completion().ofContainer(raw, known, found));
    }
    pipeline.forget(known, pipeline.tools().clock().instant());
  }

  /** More happened than the engine remembers: what containers went through can only be guessed. */
  private void sayIfOverflowed(MissedEvents.@Nullable Window window) {
    if (window == null || !historyOverflowed) {
      return;
    }
    Instant now = pipeline.tools().clock().instant();
    Subject engine = Subject.ofEngine(pipeline.tools().host());
    String reason =
        "more happened while the engine was not watched than the " + HISTORY + " events it keeps";
    pipeline.tools().sink().publish(new Gap(now, engine, "events", window.lost(), now, 0, reason));
  }
}
