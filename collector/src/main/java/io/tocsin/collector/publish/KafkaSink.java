package io.tocsin.collector.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes to Kafka, idempotently, and spools to disk while the broker is away. */
public final class KafkaSink implements Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);
  private static final int LARGEST_VALUE = 900_000;

  private static final long DRAIN_MILLIS = 10;
  private static final long TROUBLE_MILLIS = 200;

  /** That all facts are there is asked for only by who reads the past. */
  private static final Duration OF_FACTS = Duration.ofSeconds(10);

  /** The most precious first. */
  private static final List<Lane> BY_WORTH =
      List.of(Lane.EVENTS, Lane.CONTAINERS, Lane.STATS, Lane.LOGS);

  private final Set<Producer<byte[], byte[]>> producers = new LinkedHashSet<>();
  private final Topics topics;
  private final Subject engine;
  private final InstantSource clock;
  private final Spool spool;
  private final SinkMeters meters;
  private final Map<Lane, TopicLane> lanes = new EnumMap<>(Lane.class);
  private final Bundle lines;
  private final Thread drainer;
  private Instant nextOfFacts = Instant.MIN;

  /** Not an interrupt: that closes the file that is being written. */
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Where and how to publish.
   *
   * @param kafka client properties
   * @param host the host that is spoken for
   * @param spoolFolder a folder of its own
   * @param spoolBound how much may lie there
   */
  public record Settings(
      Map<String, Object> kafka, Topics topics, String host, Path spoolFolder, Bytes spoolBound) {}

  public KafkaSink(Settings settings, MeterRegistry registry) {
    // Log lines have a connection of their own: a flood of them must not hold up an event.
    this(
        new Connections(
            new KafkaProducer<>(ProducerSettings.of(settings, "")),
            new KafkaProducer<>(ProducerSettings.of(settings, "-logs"))),
        settings,
        registry);
  }

  /** To the broker; both may be the same. */
  record Connections(Producer<byte[], byte[]> rest, Producer<byte[], byte[]> logs) {
    Producer<byte[], byte[]> of(Lane lane) {
      return lane == Lane.LOGS ? logs : rest;
    }
  }

  KafkaSink(Producer<byte[], byte[]> producer, Settings settings, MeterRegistry registry) {
    this(new Connections(producer, producer), settings, registry);
  }

  private KafkaSink(Connections connections, Settings settings, MeterRegistry registry) {
    this.topics = settings.topics;
    this.engine = Subject.ofEngine(settings.host);
    this.clock = InstantSource.system();
    this.spool = new Spool(settings.spoolFolder, settings.spoolBound.value());
    this.meters = new SinkMeters(registry, spool);
    for (Lane lane : Lane.values()) {
      Producer<byte[], byte[]> producer = connections.of(lane);
      producers.add(producer);
      TopicLane.Wiring wiring = new TopicLane.Wiring(producer, spool, meters);
      lanes.put(lane, new TopicLane(lane, topic(lane), wiring));
      meters.observe(lane(lane));
    }
    this.lines = new Bundle(lane(Lane.LOGS));
    this.drainer = new Thread(null, this::drain, "spool-drain", 256 * 1024L);
    drainer.setDaemon(true);
    drainer.start();
  }

  @Override
  public void publish(Telemetry record) {
    Lane lane = Lane.of(record);
    String key =
        record instanceof ContainerFacts facts
            ? Topics.containerKey(facts.subject(), facts.container().id())
            : record.subject().key();
    Outgoing outgoing = outgoing(key, record.at(), write(record));
    if (lane == Lane.LOGS) {
      lines.add(outgoing);
    } else {
      lane(lane).accept(outgoing);
    }
  }

  @Override
  public void introduce(ContainerFacts brief) {
    Outgoing record = outgoing(brief.subject().key(), brief.at(), Wire.write(brief));
    for (TopicLane lane : lanes.values()) {
      if (lane.lane() != Lane.CONTAINERS) {
        lane.accept(record);
      }
    }
  }

  private Outgoing outgoing(String key, Instant at, byte[] value) {
    return new Outgoing(clamp(at), false, utf8(key), value);
  }

  @Override
  public void tombstone(Subject subject, String containerId) {
    String key = Topics.containerKey(subject, containerId);
    lane(Lane.CONTAINERS).accept(new Outgoing(clock.millis(), false, utf8(key), null));
  }

  @Override
  public void heartbeat(Instant at) {
    Heartbeat heartbeat = new Heartbeat(at, engine.host());
    Outgoing record = new Outgoing(clamp(at), true, utf8(engine.host()), Wire.write(heartbeat));
    lane(Lane.EVENTS).accept(record);
    lane(Lane.STATS).accept(record);
    if (!at.isBefore(nextOfFacts)) {
      lane(Lane.CONTAINERS).accept(record);
      nextOfFacts = at.plus(OF_FACTS);
    }
    // Last: they may have to wait.
    lines.flush();
    lane(Lane.LOGS).accept(record);
  }

  /** A line so full of control characters that its JSON is too long is cut once more. */
  private static byte[] write(Telemetry record) {
    byte[] value = Wire.write(record);
    if (value.length <= LARGEST_VALUE || !(record instanceof LogLine line)) {
      return value;
    }
    int keep = Math.max(1, line.line().length() / (1 + value.length / LARGEST_VALUE) - 1_000);
    return write(
        new LogLine(
            line.at(),
            line.subject(),
            line.container(),
            line.containerId(),
            line.stream(),
            line.line().substring(0, keep),
            true,
            line.overrides()));
  }

  /**
   * Kafka's retention goes by this time: a clock that runs ahead must not keep records for ever.
   */
  private long clamp(Instant at) {
    return Math.max(0, Math.min(at.toEpochMilli(), clock.millis()));
  }

  private void drain() {
    long pauseMillis = 0;
    try {
      while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
        pauseMillis = drainAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives after how many milliseconds there is more to do. */
  private long drainAll() {
    try {
      long bundleMillis = lines.flushDue();
      boolean all = true;
      for (Lane lane : BY_WORTH) {
        all &= drain(lane(lane));
      }
      return all ? bundleMillis : DRAIN_MILLIS;
    } catch (RuntimeException e) {
      LOG.warn("the spool could not be drained; trying again", e);
      return TROUBLE_MILLIS;
    }
  }

  private boolean drain(TopicLane lane) {
    boolean isEmpty = lane.drain();
    report(lane);
    return isEmpty;
  }

  private void report(TopicLane lane) {
    if (!lane.isStraight()) {
      return;
    }
    Loss loss = spool.takeLoss(lane.lane());
    if (loss.isNone()) {
      return;
    }
    meters.lost(lane.lane(), "spool-full", loss.records());
    Gap gap =
        new Gap(
            clock.instant(),
            engine,
            lane.lane().wireName(),
            Instant.ofEpochMilli(loss.firstMillis()),
            Instant.ofEpochMilli(loss.lastMillis()),
            loss.records(),
            "the broker was away and the spool was full");
    publish(gap);
  }

  /** Shows what an earlier process left in the spool; for reading only. */
  public void showSpooled(Consumer<Telemetry> reader) {
    for (Lane lane : List.of(Lane.EVENTS, Lane.LOGS, Lane.CONTAINERS)) {
      try {
        for (Outgoing record : spool.peek(lane)) {
          if (record.value() != null) {
            reader.accept(Wire.readTelemetry(record.value()));
          }
        }
      } catch (IOException | TelemetryFormatException e) {
        LOG.warn("the spool of {} cannot be read", lane.wireName(), e);
      }
    }
  }

  @Override
  public long spooledBytes() {
    return spool.bytes();
  }

  @Override
  public boolean isStraight() {
    return lanes.values().stream().allMatch(TopicLane::isStraight);
  }

  @Override
  public void close() {
    closed.countDown();
    lines.flush();
    lanes.values().forEach(TopicLane::close);
    producers.forEach(producer -> producer.close(Duration.ofSeconds(1)));
  }

  private TopicLane lane(Lane lane) {
    TopicLane found = lanes.get(lane);
    if (found == null) {
      throw new IllegalStateException("no lane for " + lane);
    }
    return found;
  }

  private String topic(Lane lane) {
    return switch (lane) {
      case EVENTS -> topics.events();
      case LOGS -> topics.logs();
      case STATS -> topics.stats();
      case CONTAINERS -> topics.containers();
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
