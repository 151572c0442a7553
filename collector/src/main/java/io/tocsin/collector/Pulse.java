package io.tocsin.collector;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.census.Census;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.EngineClock;
import io.tocsin.collector.engine.EngineException;
import io.tocsin.collector.events.EventFeed;
import io.tocsin.collector.events.EventPipeline;
import io.tocsin.collector.events.Reconciler;
import io.tocsin.collector.logs.LogHub;
import io.tocsin.collector.publish.TelemetrySink;
import io.tocsin.collector.resume.Checkpoint;
import io.tocsin.collector.samples.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens once a second: the samples and the heartbeat; and the watch over the engine. */
final class Pulse implements AutoCloseable {
  /** How long what just happened may take to arrive from the engine. */
  static final Duration LAG = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final int PING_SECONDS = 5;
  private static final int MINUTE = 60;

  private final Parts parts;
  private final EngineClock clock;
  private final ScheduledExecutorService timer;
  private volatile @Nullable Instant lastHeartbeat;
  private volatile @Nullable Checkpoint checkpoint;
  private long beats;
  private volatile int silentPings;

  /** The parts that it drives. */
  record Parts(
      EngineClient client,
      TelemetrySink sink,
      EventPipeline pipeline,
      Reconciler reconciler,
      EventFeed feed,
      LogHub logs,
      Sampler sampler,
      Census census) {}

  Pulse(Parts parts, EngineClock clock, MeterRegistry registry) {
    this.parts = parts;
    this.clock = clock;
    registry.gauge("tocsin.collector.lag.seconds", this, Pulse::lagSeconds);
    registry.gauge("tocsin.engine.clock.ahead.seconds", clock, c -> c.ahead().toMillis() / 1e3);
    this.timer = Executors.newSingleThreadScheduledExecutor(Pulse::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, "pulse", 256 * 1024L);
    thread.setDaemon(true);
    return thread;
  }

  /** Has the time of a heartbeat kept in a file now and then. */
  void keep(Checkpoint file) {
    checkpoint = file;
  }

  void start() {
    var unused = timer.scheduleAtFixedRate(this::turn, 250, 1_000, TimeUnit.MILLISECONDS);
  }

  /**
   * The samples go with the heartbeat, for one request costs the broker and every reader less than
   * two, and before the questions to the engine, which may take long to answer.
   */
  private void turn() {
    sample();
    beat();
  }

  private void sample() {
    try {
      if (parts.feed.isConnected()) {
        parts.sampler.sample();
      }
    } catch (RuntimeException e) {
      LOG.warn("samples could not be taken", e);
    }
  }

  private void beat() {
    try {
      beats++;
      if (isCaughtUp() && silentPings == 0) {
        promise();
        parts.census.takeIfDue();
      }
      if (beats % PING_SECONDS == 0) {
        ping();
      }
      if (beats % MINUTE == 0) {
        parts.pipeline.introduceAgain();
        clock.adjust(parts.client);
      }
    } catch (RuntimeException e) {
      LOG.warn("no heartbeat", e);
    }
  }

  private boolean isCaughtUp() {
    return parts.feed.isConnected() && parts.reconciler.isCurrent() && parts.logs.isCaughtUp();
  }

  private void promise() {
    Instant upTo = clock.instant().minus(LAG);
    Instant waiting = parts.pipeline.firstWaiting();
    if (waiting != null && !waiting.isAfter(upTo)) {
      upTo = waiting.minusNanos(1);
    }
    Instant last = lastHeartbeat;
    if (last == null || upTo.isAfter(last)) {
      parts.sink.heartbeat(upTo);
      lastHeartbeat = upTo;
      Checkpoint file = checkpoint;
      if (file != null && beats % PING_SECONDS == 0) {
        file.keep(upTo);
      }
    }
  }

  /** A stream can stay open for ever although the engine hangs: only a question tells. */
  private void ping() {
    if (!parts.feed.isConnected()) {
      silentPings = 0;
      return;
    }
    var unused =
        parts.client.ask(EngineCall.version()).whenComplete((answer, failure) -> answered(failure));
  }

  /** A question that was held back says nothing of the engine. */
  private void answered(@Nullable Throwable failure) {
    if (failure instanceof EngineException.HeldBack) {
      return;
    }
    silentPings = failure == null ? 0 : silentPings + 1;
    if (silentPings >= 2) {
      LOG.warn("the engine does not answer; connecting anew");
      silentPings = 0;
      parts.feed.reconnect();
    }
  }

  /** How long ago the moment is up to which all is published; not a number before the first. */
  private double lagSeconds() {
    Instant last = lastHeartbeat;
    return last == null ? Double.NaN : Duration.between(last, clock.instant()).toMillis() / 1e3;
  }

  @Nullable Instant lastHeartbeat() {
    return lastHeartbeat;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
