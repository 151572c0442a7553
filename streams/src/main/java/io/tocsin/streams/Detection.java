package io.tocsin.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detection topologies at work, from {@link #start} to {@link #close}. */
public final class Detection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Detection.class);
  private static final Duration CLOSE = Duration.ofSeconds(4);

  /** How often to look for new ones: there are hundreds, and every look takes all in hand. */
  private static final Duration NEW_METRICS = Duration.ofMinutes(5);

  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;
  private final ScheduledExecutorService metricsTimer;
  private final CompletableFuture<Void> rehearsal;

  private Detection(
      KafkaStreams streams, MeterRegistry registry, CompletableFuture<Void> rehearsal) {
    this.streams = streams;
    metricsTimer =
        Executors.newSingleThreadScheduledExecutor(task -> daemon("tocsin-detect metrics", task));
    metrics = new KafkaStreamsMetrics(streams, List.of(), metricsTimer, NEW_METRICS);
    metrics.bindTo(registry);
    this.rehearsal = rehearsal;
  }

  /**
   * Loads what detection needs, in the background and without a broker. To be called early, while
   * there is nothing else to do but to wait.
   */
  public static CompletableFuture<Void> rehearse() {
    DetectionConfig config = DetectionConfig.standard(Map.of(), Path.of("rehearsal"));
    return background("rehearsal", () -> Rehearsal.run(config));
  }

  /** The same with a rehearsal of its own. */
  public static Detection start(DetectionConfig config, MeterRegistry registry) {
    return start(config, registry, rehearse());
  }

  /**
   * Starts detection; returns before it is {@link #ready}.
   *
   * @param rehearsal must be over before it is ready
   * @throws DetectionException if topics are missing, or their partition counts differ
   */
  public static Detection start(
      DetectionConfig config, MeterRegistry registry, CompletableFuture<Void> rehearsal) {
    // It waits for the broker, and building waits for nobody.
    CompletableFuture<Integer> checked =
        CompletableFuture.supplyAsync(
            () -> TopicCheck.check(config), task -> daemon("tocsin-detect check", task).start());
    StreamsClients clients = new StreamsClients();
    BrokerSight sight = new BrokerSight(clients::areConnected);
    Instruments instruments = new Instruments(registry, Instant::now, sight, checked::join);
    KafkaStreams streams =
        new KafkaStreams(
            DetectionTopology.build(config, instruments), StreamsProperties.of(config), clients);
    streams.setStateListener(clients::changed);
    streams.setUncaughtExceptionHandler(failure -> replace(failure, instruments));
    Detection detection = new Detection(streams, registry, rehearsal);
    detection.await(checked);
    streams.start();
    return detection;
  }

  private void await(CompletableFuture<Integer> checked) {
    try {
      checked.join();
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof DetectionException cause ? cause : e;
    }
  }

  private static CompletableFuture<Void> background(String name, Runnable task) {
    return CompletableFuture.runAsync(task, run -> daemon("tocsin-detect " + name, run).start());
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Nothing ends detection: a thread that died is replaced, a second later so as not to spin. */
  private static StreamThreadExceptionResponse replace(Throwable failure, Instruments instruments) {
    LOG.error("A stream thread died and is replaced", failure);
    instruments.threadReplaced();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Whether records flow, and the first incident will not have to wait for classes. */
  public boolean ready() {
    return streams.state() == State.RUNNING && rehearsal.isDone();
  }

  /** Commits and stops, within four seconds. */
  @Override
  public void close() {
    metrics.close();
    metricsTimer.shutdownNow();
    if (!streams.close(CLOSE)) {
      LOG.warn(
          "Detection did not stop within {} s; what it had not committed is done again",
          CLOSE.toSeconds());
    }
  }
}
