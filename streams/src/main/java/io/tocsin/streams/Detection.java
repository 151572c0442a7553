package io.tocsin.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.Instant;
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

  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;
  private final Thread rehearsal;

  private Detection(DetectionConfig config, KafkaStreams streams, MeterRegistry registry) {
    this.streams = streams;
    metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(registry);
    rehearsal = new Thread(() -> Rehearsal.run(config), "tocsin-detect rehearsal");
    rehearsal.setDaemon(true);
  }

  /**
   * Starts detection; returns before it is {@link #ready}.
   *
   * @throws DetectionException if topics are missing, or their partition counts differ
   */
  public static Detection start(DetectionConfig config, MeterRegistry registry) {
    TopicCheck.check(config);
    BrokerSight sight = new BrokerSight();
    Instruments instruments = new Instruments(registry, Instant::now, sight);
    KafkaStreams streams =
        new KafkaStreams(
            DetectionTopology.build(config, instruments), StreamsProperties.of(config));
    sight.of(streams);
    streams.setUncaughtExceptionHandler(failure -> replace(failure, instruments));
    Detection detection = new Detection(config, streams, registry);
    streams.start();
    detection.rehearsal.start();
    return detection;
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
    return streams.state() == State.RUNNING && !rehearsal.isAlive();
  }

  /** Commits and stops, within four seconds. */
  @Override
  public void close() {
    metrics.close();
    if (!streams.close(CLOSE)) {
      LOG.warn(
          "Detection did not stop within {} s; what it had not committed is done again",
          CLOSE.toSeconds());
    }
  }
}
