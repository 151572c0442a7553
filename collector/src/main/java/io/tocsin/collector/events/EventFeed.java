package io.tocsin.collector.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.engine.Backoff;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.EngineException;
import io.tocsin.collector.engine.EngineStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the engine's events without a break: after each loss of the connection it asks for what the
 * engine remembers since the last event, then has the rest found out by comparison.
 */
public final class EventFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

  private final ObjectMapper json = new ObjectMapper();
  private final EngineClient client;
  private final EventPipeline pipeline;
  private final Reconciler reconciler;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean connected;
  private volatile @Nullable EngineStream open;
  private volatile String problem = "";
  private volatile @Nullable Instant lostAt;

  public EventFeed(EventPipeline pipeline, Reconciler reconciler, MeterRegistry registry) {
    this.client = pipeline.tools().client();
    this.pipeline = pipeline;
    this.reconciler = reconciler;
    this.clock = pipeline.tools().clock();
    this.registry = registry;
    this.thread = new Thread(null, this::run, "engine-events", 256 * 1024L);
    thread.setDaemon(true);
  }

  /**
   * Begins to read.
   *
   * @param from where to go on from an earlier run; null to begin with now
   */
  public void start(@Nullable Instant from) {
    lostAt = from;
    thread.start();
  }

  private void run() {
    Backoff backoff =
        new Backoff(
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            bound -> ThreadLocalRandom.current().nextLong(bound));
    while (!closed) {
      try {
        read(backoff);
        problem = "the engine ended the stream of events";
      } catch (EngineException | IOException e) {
        problem = String.valueOf(e.getMessage());
      } catch (RuntimeException e) {
        problem = e.toString();
        LOG.warn("reading events failed", e);
      }
      lost();
      sleep(backoff.next());
    }
  }

  private void lost() {
    if (connected && !closed) {
      LOG.warn("the engine's events broke off: {}", problem);
      lostAt = lostAt == null ? clock.instant() : lostAt;
      registry.counter("tocsin.engine.reconnects").increment();
    }
    connected = false;
    open = null;
    reconciler.disconnected();
  }

  private void read(Backoff backoff) throws IOException {
    Instant now = clock.instant();
    Instant lost = lostAt;
    if (lost != null) {
      catchUp(lost, now);
    }
    try (EngineStream stream = client.open(EngineCall.events(now))) {
      open = stream;
      connected = true;
      reconciler.connected(lost, now);
      lostAt = null;
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
      String line;
      while ((line = lines.readLine()) != null) {
        backoff.reset();
        problem = "";
        if (!line.isBlank()) {
          pipeline.submit(RawEvent.read(json.readTree(line)));
        }
      }
    }
  }

  /** What the engine still remembers of the time without connection. */
  private void catchUp(Instant lost, Instant now) {
    Instant latest = pipeline.published().latest();
    Instant since = latest != null && latest.isBefore(lost) ? latest : lost;
    List<JsonNode> history = client.getLines(EngineCall.history(since, now));
    reconciler.remember(lost, history);
    history.forEach(event -> pipeline.submit(RawEvent.read(event)));
  }

  private void sleep(Duration wait) {
    try {
      if (!closed) {
        TimeUnit.MILLISECONDS.sleep(wait.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("the events' reader ends");
    }
  }

  /** Whether events are flowing. */
  public boolean isConnected() {
    return connected;
  }

  /** Why they are not; empty when they are. */
  public String problem() {
    return connected ? "" : problem;
  }

  /** Gives the connection up, to make another: the engine does not answer any more. */
  public void reconnect() {
    EngineStream stream = open;
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    reconnect();
    thread.interrupt();
  }
}
