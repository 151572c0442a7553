package io.tocsin.streams;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Telemetry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The detectors of all sources without Kafka around them: records in, findings out, in one thread.
 * They are the very same as those of the topologies.
 */
public final class Playback {
  private static final List<Source> BY_HEARTBEAT =
      List.of(Source.EVENTS, Source.HOST_EVENTS, Source.LOGS, Source.STATS);

  private final RuleHistory rules;
  private final Map<Source, RuledPool> pools = new EnumMap<>(Source.class);
  private final Map<Source, Map<String, byte[]>> stores = new EnumMap<>(Source.class);
  private final Map<String, Instant> watermarks = new HashMap<>();

  /** Under the same rules for all time. */
  public Playback(RuleBook rules) {
    this(RuleHistory.of(rules));
  }

  /** Under the rules of the records' time. */
  public Playback(RuleHistory rules) {
    this.rules = rules;
    for (Source source : Source.values()) {
      pools.put(source, pool(source, Map.of()));
    }
  }

  /**
   * Takes a record in, in the order of its topic.
   *
   * @throws IllegalStateException if a detector failed
   */
  public void on(Telemetry record, Consumer<Finding> out) {
    if (record instanceof Heartbeat heartbeat) {
      of(Source.LIVENESS).on(heartbeat, out);
      advance(heartbeat, out);
    } else {
      sources(record).forEach(source -> of(source).on(record, out));
    }
  }

  /** Time passes for the one detector that watches the wall clock. */
  public void wallClock(Instant now, Consumer<Finding> out) {
    of(Source.LIVENESS).advanceAll(now, out);
  }

  /** Puts all detectors away and brings them back, as when the process ended and came again. */
  public void restart() {
    for (Source source : Source.values()) {
      Map<String, byte[]> kept = stores.computeIfAbsent(source, each -> new LinkedHashMap<>());
      of(source).write(kept::put, kept::remove);
      pools.put(source, pool(source, kept));
    }
  }

  private void advance(Heartbeat heartbeat, Consumer<Finding> out) {
    Instant before = watermarks.getOrDefault(heartbeat.host(), Instant.MIN);
    if (heartbeat.at().isAfter(before)) {
      watermarks.put(heartbeat.host(), heartbeat.at());
      BY_HEARTBEAT.forEach(source -> of(source).advance(heartbeat.host(), heartbeat.at(), out));
    }
  }

  /** The topics that such a record is in. */
  private static List<Source> sources(Telemetry record) {
    if (record instanceof LogLine) {
      return List.of(Source.LOGS);
    }
    if (record instanceof ResourceSample) {
      return List.of(Source.STATS);
    }
    if (record instanceof ContainerFacts) {
      return List.of(Source.EVENTS, Source.LOGS, Source.STATS);
    }
    if (record instanceof Gap gap) {
      return List.of(Source.valueOf(gap.source().toUpperCase(Locale.ROOT)));
    }
    return HostRouter.isWanted(record)
        ? List.of(Source.EVENTS, Source.HOST_EVENTS)
        : List.of(Source.EVENTS);
  }

  private RuledPool of(Source source) {
    return Objects.requireNonNull(pools.get(source));
  }

  private RuledPool pool(Source source, Map<String, byte[]> kept) {
    return new RuledPool(source, rules, kept, Playback::failed);
  }

  private static void failed(Rule rule, @Nullable Telemetry record, RuntimeException failure) {
    throw new IllegalStateException("rule " + rule.name() + " failed on " + record, failure);
  }
}
