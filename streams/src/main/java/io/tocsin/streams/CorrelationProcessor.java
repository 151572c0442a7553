package io.tocsin.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.streams.incident.Correlator;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.LearnedDependency;
import io.tocsin.telemetry.Progress;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Carries findings and facts to the correlation of their host, and incidents away. */
final class CorrelationProcessor
    implements Processor<byte[], CorrelationProcessor.Input, byte[], Output> {
  static final String STORE = "correlation-state";
  private static final ObjectMapper JSON = StateJson.mapper();

  private final Dependencies depends;
  private final Instruments instruments;

  /** So long, by the wall clock, what waits for others waits for a host that is not heard of. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<String, Correlator> hosts = new HashMap<>();
  private final Map<String, Instant> heard = new HashMap<>();
  private final Set<String> dirty = new HashSet<>();
  private @Nullable ProcessorContext<byte[], Output> context;

  /** Two topics come together here: a finding, or a container's facts, as JSON. */
  static final class Input {
    private final boolean finding;
    private final byte[] value;

    private Input(boolean finding, byte[] value) {
      this.finding = finding;
      this.value = value;
    }

    static Input ofFinding(byte[] json) {
      return new Input(true, json);
    }

    static Input ofFacts(byte[] json) {
      return new Input(false, json);
    }
  }

  private CorrelationProcessor(Dependencies depends, Instruments instruments) {
    this.depends = depends;
    this.instruments = instruments;
  }

  static ProcessorSupplier<byte[], Input, byte[], Output> supplier(
      Dependencies depends, Instruments instruments) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Input, byte[], Output> get() {
        return new CorrelationProcessor(depends, instruments);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(SnapshotStore.builder(STORE));
      }
    };
  }

  @Override
  public void init(ProcessorContext<byte[], Output> processorContext) {
    context = processorContext;
    hosts.clear();
    dirty.clear();
    SnapshotStore store = processorContext.getStateStore(STORE);
    store.all().forEach(this::restore);
    store.beforeCommit(() -> write(store));
    heard.clear();
    processorContext.schedule(
        Duration.ofSeconds(10), PunctuationType.WALL_CLOCK_TIME, time -> wallClock());
  }

  /** Nothing is held back for good, whatever has become of those who would say how far they are. */
  private void wallClock() {
    Instant now = instruments.now().get();
    for (Map.Entry<String, Correlator> each : Map.copyOf(hosts).entrySet()) {
      Instant since = heard.computeIfAbsent(each.getKey(), host -> now);
      if (each.getValue().isWaiting() && since.plus(PATIENCE).isBefore(now)) {
        tell(each.getKey(), Correlator::finish);
      }
    }
  }

  private void restore(String host, byte[] value) {
    try {
      Correlator.State state = Wire.read(value, Correlator.State.class);
      hosts.put(host, new Correlator(host, depends, state));
    } catch (TelemetryFormatException e) {
      instruments.refused("correlation", "unreadable-state");
    }
  }

  private void write(SnapshotStore store) {
    for (String host : dirty) {
      Correlator correlator = hosts.get(host);
      if (correlator != null) {
        store.put(host, json(correlator.state()));
      }
    }
    dirty.clear();
  }

  private static byte[] json(Correlator.State state) {
    try {
      return JSON.writeValueAsBytes(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the correlation's state cannot be written", e);
    }
  }

  @Override
  public void process(Record<byte[], Input> record) {
    if (record.value() == null || record.value().value == null) {
      return;
    }
    try {
      take(record);
    } catch (RuntimeException e) {
      // Bad JSON, or a fault of the correlation: the record is kept, the others go on.
      refuse(record, e);
    }
  }

  private void take(Record<byte[], Input> record) {
    byte[] value = record.value().value;
    if (!record.value().finding) {
      takeFacts(Wire.readTelemetry(value), HostClock.partition(record.headers()));
    } else if (Progress.isProgress(value)) {
      Progress progress = Wire.read(value, Progress.class);
      advance(progress.host(), correlator -> correlator.on(progress));
    } else {
      Finding finding = Wire.read(value, Finding.class);
      tell(finding.subject().host(), correlator -> correlator.on(finding));
    }
  }

  private void takeFacts(Telemetry telemetry, int partition) {
    if (telemetry instanceof ContainerFacts facts) {
      tell(facts.subject().host(), correlator -> correlator.learn(facts));
    } else if (telemetry instanceof Heartbeat heartbeat) {
      advance(heartbeat.host(), correlator -> correlator.knowsFacts(partition, heartbeat.at()));
    }
  }

  private void tell(String host, Function<Correlator, List<Incident>> step) {
    dirty.add(host);
    Correlator correlator = correlator(host);
    step.apply(correlator).forEach(this::tell);
    correlator.learned().forEach(this::keep);
  }

  /** How far others have been read is soon told again: for that alone nothing is written. */
  private void advance(String host, Function<Correlator, List<Incident>> step) {
    Correlator correlator = correlator(host);
    if (correlator.isWaiting()) {
      tell(host, step);
    } else {
      step.apply(correlator).forEach(this::tell);
    }
  }

  private Correlator correlator(String host) {
    heard.remove(host);
    return hosts.computeIfAbsent(host, name -> new Correlator(name, depends, null));
  }

  private void tell(Incident incident) {
    instruments.told(incident.state().wireName());
    if (context != null) {
      byte[] key = incident.id().getBytes(StandardCharsets.UTF_8);
      long time = incident.updatedAt().toEpochMilli();
      context.forward(new Record<>(key, new Output.Told(incident), time));
      context.commit();
    }
  }

  private void keep(LearnedDependency learned) {
    if (context != null) {
      byte[] key = learned.key().getBytes(StandardCharsets.UTF_8);
      context.forward(new Record<>(key, new Output.Learned(learned), learned.at().toEpochMilli()));
    }
  }

  private void refuse(Record<byte[], Input> record, RuntimeException failure) {
    boolean format = failure instanceof TelemetryFormatException;
    DeadLetter letter =
        new DeadLetter(format ? "unreadable" : "correlation-failed", String.valueOf(failure));
    instruments.refused("correlation", letter.reason());
    if (context != null) {
      Record<byte[], byte[]> refused = record.withValue(record.value().value);
      context.forward(letter.of(refused, context.recordMetadata(), "correlate"));
    }
  }
}
