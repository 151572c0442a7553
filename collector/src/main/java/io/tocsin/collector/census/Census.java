package io.tocsin.collector.census;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.collector.inventory.Inspection;
import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.publish.TelemetrySink;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes {@link EngineFacts}: at the start and once an hour. An engine that does not say what
 * lies on its disk, or not in time, is counted without it.
 */
public final class Census {
  private static final Logger LOG = LoggerFactory.getLogger(Census.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final EngineClient client;
  private final ContainerBook book;
  private final TelemetrySink sink;
  private final InstantSource clock;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile Instant due = Instant.MIN;

  public Census(EngineClient client, ContainerBook book, TelemetrySink sink, InstantSource clock) {
    this.client = client;
    this.book = book;
    this.sink = sink;
    this.clock = clock;
  }

  /** Begins with one if it is time; does not wait for it. */
  public void takeIfDue() {
    Instant now = clock.instant();
    if (now.isBefore(due) || !asking.compareAndSet(false, true)) {
      return;
    }
    due = now.plus(EVERY);
    var unused =
        client
            .ask(EngineCall.info())
            .thenCombine(storage(), this::publish)
            .whenComplete((done, failure) -> ended(failure));
  }

  private CompletableFuture<@Nullable JsonNode> storage() {
    return client
        .ask(EngineCall.storage())
        .handle(
            (json, failure) -> {
              if (failure != null) {
                LOG.info("the engine does not say what lies on its disk: {}", failure.getMessage());
              }
              return json;
            });
  }

  private void ended(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.debug("no census", failure);
      due = clock.instant().plus(RETRY);
    }
    asking.set(false);
  }

  private boolean publish(JsonNode info, @Nullable JsonNode storage) {
    long memory = info.path("MemTotal").asLong();
    sink.publish(
        new EngineFacts(
            clock.instant(),
            Subject.ofEngine(book.host()),
            info.path("ServerVersion").asText(""),
            info.path("NCPU").asInt(),
            memory > 0 ? new Bytes(memory) : null,
            storage == null ? null : StorageReader.read(storage),
            rows()));
    return true;
  }

  private List<EngineFacts.Row> rows() {
    List<EngineFacts.Row> rows = new ArrayList<>();
    for (Known known : book.all()) {
      Inspection inspection = known.inspection();
      if (known.watched() && inspection != null && rows.size() < EngineFacts.MOST_ROWS) {
        rows.add(row(inspection));
      }
    }
    rows.sort(
        Comparator.comparing((EngineFacts.Row row) -> row.subject().key())
            .thenComparing(EngineFacts.Row::container));
    return rows;
  }

  private static EngineFacts.Row row(Inspection inspection) {
    Inspection.RunState state = inspection.state();
    return new EngineFacts.Row(
        inspection.subject(),
        inspection.container().name(),
        state.status(),
        state.running() ? null : state.finishedAt(),
        inspection.facts().healthCheck() != null,
        inspection.facts().traits(),
        inspection.facts().dependsOn());
  }
}
