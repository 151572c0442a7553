package io.tocsin.collector.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.logs.LogHub;
import io.tocsin.collector.publish.TelemetrySink;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes and publishes events, one after the other. Inspections are asked for as soon as an
 * event arrives, so a burst is inspected while it waits in line; no event waits longer than {@link
 * #PATIENCE} for its own, or a little longer if nothing is known of its container.
 */
public final class EventPipeline implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMillis(150);

  /** Of a container that was never inspected, an event alone says too little to judge it by. */
  private static final Duration PATIENCE_WITH_STRANGERS = Duration.ofMillis(600);

  /** The first lines can be stamped before the engine tells of the start. */
  private static final Duration START_LEAD = Duration.ofSeconds(5);

  /** What is told later than this is history: an inspection then tells of later things too. */
  private static final Duration LIVE = Duration.ofSeconds(2);

  private static final Duration LOG_PATIENCE = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(EventPipeline.class);

  /** After these the container is looked at again. */
  private static final Set<String> INSPECTED =
      Set.of(
          "create",
          "start",
          "die",
          "health_status",
          "rename",
          "update",
          "pause",
          "unpause",
          "connect",
          "disconnect");

  private final Tools tools;
  private final StartConditions conditions;
  private final Introductions introductions;
  private final Completion completion;
  private final StartFailures startFailures;
  private final PublishedEvents published;
  private final EventQueue queue = new EventQueue();
  private final Thread thread;

  /** What the pipeline works with. */
  public record Tools(
      EngineClient client,
      ContainerBook book,
      LogHub logs,
      TelemetrySink sink,
      InstantSource clock,
      String host) {}

  public EventPipeline(Tools tools, PublishedEvents published) {
    this.tools = tools;
    this.published = published;
    this.conditions = new StartConditions(tools.book);
    this.introductions = new Introductions(tools.sink);
    this.completion = new Completion(tools.host, new Attributes(new Redactor()), conditions);
    this.startFailures = new StartFailures(tools, this::tell);
    this.thread = new Thread(null, this::run, "events", 256 * 1024L);
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes an event in; it is published in its turn. */
  public void submit(RawEvent raw) {
    CompletableFuture<JsonNode> inspection = null;
    if (INSPECTED.contains(raw.action()) && !raw.containerId().isEmpty() && !isParting(raw)) {
      inspection = tools.client.ask(EngineCall.inspect(raw.containerId()));
    }
    Arrival arrival = new Arrival(raw, inspection, System.nanoTime());
    queue.add(new EventQueue.Item(raw.at(), () -> handle(arrival)));
  }

  /** A container that ends leaves its networks too; only one that goes on without is news. */
  private boolean isParting(RawEvent raw) {
    Known known = tools.book.get(raw.containerId());
    return raw.action().equals("disconnect") && (known == null || !known.isRunning());
  }

  /** Has something done between events, in its turn. */
  void submit(EventQueue.Work work) {
    queue.add(new EventQueue.Item(null, work));
  }

  private void run() {
    try {
      while (true) {
        EventQueue.Item item = queue.head();
        try {
          item.work().run();
        } catch (RuntimeException e) {
          LOG.warn("an event could not be handled", e);
        }
        queue.removeHead();
      }
    } catch (InterruptedException e) {
      LOG.debug("the events' thread ends");
    }
  }

  private void handle(Arrival arrival) throws InterruptedException {
    RawEvent raw = arrival.raw();
    if (!published.isNew(raw)) {
      return;
    }
    if (!raw.isOfContainer()) {
      awaitFresh(arrival);
      startFailures.consider(raw);
      if (!isOfUnwatched(raw)) {
        tools.sink.publish(completion.ofEngine(raw));
      }
      return;
    }
    if (raw.action().equals("start")) {
      conditions.started(tools.book.guess(raw.actorId(), raw.attributes()));
    }
    Known fresh = awaitFresh(arrival);
    Known known = fresh != null ? fresh : tools.book.guess(raw.actorId(), raw.attributes());
    if (!known.watched()) {
      forgetIfDestroyed(raw, known);
      return;
    }
    if (isSameHealth(raw, known)) {
      return;
    }
    happened(raw, known, fresh != null);
  }

  /** A network that was connected to a container which nobody watches is nobody's business too. */
  private boolean isOfUnwatched(RawEvent raw) {
    Known known = raw.containerId().isEmpty() ? null : tools.book.get(raw.containerId());
    return known != null && !known.watched();
  }

  /** Podman tells the health after every probe; only changes are events. */
  private boolean isSameHealth(RawEvent raw, Known known) {
    return raw.action().equals("health_status")
        && !published.isHealthChange(known.id(), raw.detail());
  }

  private void happened(RawEvent raw, Known known, boolean inspected) throws InterruptedException {
    Known now = moved(raw, known);
    published.count(raw, now, inspected && isLive(raw));
    if (raw.action().equals("start")) {
      follow(now, raw);
      startFailures.started(now.id());
    } else if (raw.action().equals("create")) {
      startFailures.created(now.id());
    }
    Instant lastRun = known.lastDie() == null ? Instant.EPOCH : known.lastDie();
    List<String> tail =
        raw.action().equals("die") ? tools.logs.tail(now.id(), lastRun, LOG_PATIENCE) : List.of();
    tools.sink.publish(
        completion.ofContainer(
            raw, now, new Completion.Found(inspected ? now.inspection() : null, tail, false)));
    forgetIfDestroyed(raw, now);
  }

  /** What was started while nobody listened has to be caught up with before all is told. */
  private void follow(Known started, RawEvent raw) {
    Instant from = raw.at().minus(START_LEAD);
    if (isLive(raw)) {
      tools.logs.follow(started, from);
    } else {
      tools.logs.catchUp(started, from);
    }
  }

  private boolean isLive(RawEvent raw) {
    return raw.at().isAfter(tools.clock.instant().minus(LIVE));
  }

  private Known moved(RawEvent raw, Known known) {
    Known now =
        switch (raw.action()) {
          case "start" -> known.started(raw.at());
          case "die" -> known.died(raw.at());
          default -> known;
        };
    if (!raw.action().equals("destroy")) {
      tools.book.put(now);
    }
    return now;
  }

  private void forgetIfDestroyed(RawEvent raw, Known known) {
    if (raw.action().equals("destroy")) {
      forget(known, raw.at());
    }
  }

  /** Takes leave of a container that was removed then. */
  void forget(Known known, Instant at) {
    ContainerFacts last = tools.book.facts(known.id());
    tools.book.remove(known.id());
    tools.logs.forget(known.id());
    completion.forget(known.id());
    published.forget(known.id());
    startFailures.forget(known.id());
    conditions.forget(known.id());
    introductions.removed(known.id(), tools.clock.instant());
    if (known.watched()) {
      if (last != null) {
        tools.sink.publish(last.removed(at));
      }
      tools.sink.tombstone(known.subject(), known.id());
    }
  }

  /** The container as it was just inspected; null without an inspection in time. */
  private @Nullable Known awaitFresh(Arrival arrival) throws InterruptedException {
    Known known = tools.book.get(arrival.raw().containerId());
    boolean isStranger = known == null || known.inspection() == null;
    return arrival
        .await(
            isStranger ? PATIENCE_WITH_STRANGERS : PATIENCE, json -> submit(() -> learnLate(json)))
        .map(this::learn)
        .orElse(null);
  }

  private void learnLate(JsonNode json) {
    if (tools.book.get(json.path("Id").asText()) != null) {
      learn(json);
    }
  }

  /** Takes an inspection in and publishes the facts. */
  Known learn(JsonNode json) {
    Known known = tools.book.learn(json, tools.clock.instant());
    if (known.watched()) {
      tell(known);
      tools.logs.update(known);
    }
    return known;
  }

  private void tell(Known known) {
    if (known.inspection() != null) {
      ContainerFacts facts = conditions.complete(known.inspection().facts());
      tools.sink.publish(facts);
      introductions.tell(facts);
    }
  }

  /** Introduces all containers once more that have not been for long. */
  public void introduceAgain() {
    submit(() -> introductions.repeat(tools.clock.instant()));
  }

  Completion completion() {
    return completion;
  }

  Tools tools() {
    return tools;
  }

  PublishedEvents published() {
    return published;
  }

  /** The time of the first event that is not published yet; null if all are. */
  public @Nullable Instant firstWaiting() {
    return queue.firstWaiting();
  }

  @Override
  public void close() {
    startFailures.close();
    thread.interrupt();
  }
}
