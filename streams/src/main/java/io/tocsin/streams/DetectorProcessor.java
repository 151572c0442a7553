package io.tocsin.streams;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Progress;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Carries records to the detectors of a source, and what they find away. */
final class DetectorProcessor implements Processor<byte[], byte[], byte[], Output> {
  private static final Duration WALL_CLOCK = Duration.ofSeconds(5);
  private static final long FUTURE_MILLIS = Duration.ofDays(1).toMillis();

  private final Source source;
  private final RuleHistory rules;
  private final Instruments instruments;
  private final HostClock clock = new HostClock();
  private RuledPool pool;
  private Reading reading;
  private HostOrder order = new HostOrder();
  private @Nullable ProcessorContext<byte[], Output> context;
  private @Nullable Record<byte[], byte[]> current;

  private DetectorProcessor(Source source, RuleHistory rules, Instruments instruments) {
    this.source = source;
    this.rules = rules;
    this.instruments = instruments;
    pool = pool(Map.of());
    reading = new Reading(source, 0, instruments.partitions());
  }

  /** Makes processors together with their store. */
  static ProcessorSupplier<byte[], byte[], byte[], Output> supplier(
      Source source, RuleHistory rules, Instruments instruments) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], Output> get() {
        return new DetectorProcessor(source, rules, instruments);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(SnapshotStore.builder(storeName(source)));
      }
    };
  }

  static String storeName(Source source) {
    return source.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-detectors-state";
  }

  @Override
  public void init(ProcessorContext<byte[], Output> processorContext) {
    context = processorContext;
    clock.forget();
    SnapshotStore store = processorContext.getStateStore(storeName(source));
    order = new HostOrder();
    pool = pool(restored(store));
    store.beforeCommit(
        () -> {
          pool.write(store::put, store::delete);
          order.write(store::put, store::delete);
        });
    reading = new Reading(source, processorContext.taskId().partition(), instruments.partitions());
    processorContext.schedule(WALL_CLOCK, PunctuationType.WALL_CLOCK_TIME, time -> wallClock());
  }

  /** What is kept of detectors; what waits goes back to wait. */
  private Map<String, byte[]> restored(SnapshotStore store) {
    Map<String, byte[]> kept = store.all();
    kept.entrySet().stream()
        .filter(each -> HostOrder.isKeptAs(each.getKey()))
        .forEach(each -> order.restore(each.getKey(), each.getValue()));
    kept.keySet().removeIf(HostOrder::isKeptAs);
    return kept;
  }

  private RuledPool pool(Map<String, byte[]> kept) {
    return new RuledPool(source, rules, kept, this::detectorFailed);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    current = record;
    try {
      Telemetry telemetry = Wire.readTelemetry(record.value());
      if (!isPossible(telemetry, record.timestamp())) {
        refuse("impossible-time", "it says " + telemetry.at() + ", a day after it was written");
      } else {
        take(telemetry, record);
      }
    } catch (TelemetryFormatException | ArithmeticException e) {
      refuse("unreadable", String.valueOf(e.getMessage()));
    }
  }

  /** Whether it happened before it was written, give or take what clocks may be apart. */
  static boolean isPossible(Telemetry telemetry, long writtenAt) {
    return telemetry.at().toEpochMilli() <= writtenAt + FUTURE_MILLIS;
  }

  private void take(Telemetry telemetry, Record<byte[], byte[]> record) {
    if (source == Source.LIVENESS) {
      pool.on(telemetry, this::found);
      return;
    }
    reading.read(telemetry.subject().host(), telemetry.at(), instruments.now(), this::reached);
    if (telemetry instanceof Heartbeat heartbeat) {
      int partition = HostClock.partition(record.headers());
      if (clock.advance(heartbeat, partition, expected(heartbeat))) {
        advance(heartbeat.host(), clock.of(heartbeat.host()));
      }
    } else if (source == Source.HOST_EVENTS) {
      order.hold(telemetry, HostClock.partition(record.headers()), record.value());
    } else {
      pool.on(telemetry, this::found);
    }
  }

  private void advance(String host, Instant watermark) {
    order.release(host, watermark, each -> pool.on(each, this::found));
    pool.advance(host, watermark, this::found);
    reading.reached(host, watermark, instruments.now().get(), this::reached);
  }

  /**
   * Several partitions come together in the detectors of a host. Of the past one may lie there that
   * has not been read at all, and none may be missed.
   */
  private int expected(Heartbeat heartbeat) {
    boolean isOfAll =
        source == Source.HOST_EVENTS && Reading.isPast(heartbeat.at(), instruments.now().get());
    return isOfAll ? instruments.partitions().getAsInt() : 1;
  }

  private void wallClock() {
    current = null;
    if (source != Source.LIVENESS) {
      reading.passed(instruments.now().get(), this::reached);
    } else if (instruments.connected().getAsBoolean()) {
      pool.advanceAll(instruments.now().get(), this::found);
    }
  }

  private void found(Finding finding) {
    instruments.found(finding);
    byte[] key = finding.subject().host().getBytes(StandardCharsets.UTF_8);
    forward(new Record<>(key, new Output.Found(finding), finding.updatedAt().toEpochMilli()));
    // Of the past, seconds more are not noticed, but work is.
    if (context != null
        && finding.updatedAt().plus(Reading.NEWS).isAfter(instruments.now().get())) {
      context.commit();
    }
  }

  /** What waits for the past to be read need not wait for a commit besides. */
  private void reached(Progress progress) {
    byte[] key = progress.host().getBytes(StandardCharsets.UTF_8);
    long time = Math.max(0, progress.at().toEpochMilli());
    forward(new Record<>(key, new Output.Reached(progress), time));
    if (context != null && reading.hasCaughtUp()) {
      context.commit();
    }
  }

  private void detectorFailed(Rule rule, @Nullable Telemetry record, RuntimeException failure) {
    refuse("detector-failed", "rule " + rule.name() + ": " + failure);
  }

  private void refuse(String reason, String detail) {
    instruments.refused(source.name().toLowerCase(java.util.Locale.ROOT), reason);
    if (current != null && context != null) {
      DeadLetter letter = new DeadLetter(reason, detail);
      forward(letter.of(current, context.recordMetadata(), "detect"));
    }
  }

  private void forward(Record<byte[], Output> record) {
    if (context != null) {
      context.forward(record);
    }
  }
}
