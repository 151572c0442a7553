package io.tocsin.streams;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Telemetry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The detectors of a part of the subjects, fed by a replay instead of by Kafka: a pool for each
 * partition of each topic, as the topologies have it, so that a lane finds of its subjects what the
 * live run found. Lanes share nothing but the rules, and each belongs to one thread.
 */
public final class ReplayLane {
  /** A replay is not gone on with after a crash. */
  private static final byte[] NOT_KEPT = {};

  private final RuleHistory rules;
  private final Consumer<String> failures;
  private final Map<Source, Map<Integer, Partition>> partitions = new EnumMap<>(Source.class);
  private final HostClock hosts = new HostClock();
  private final HostOrder order = new HostOrder();

  private record Partition(RuledPool pool, HostClock clock) {}

  /**
   * A lane that knows nothing yet.
   *
   * @param failures told of each detector that failed on a record; the others go on
   */
  public ReplayLane(RuleHistory rules, Consumer<String> failures) {
    this.rules = rules;
    this.failures = failures;
  }

  /**
   * Takes a record in, in the order of its partition. Heartbeats are for every lane, all else for
   * the lane of its subject.
   *
   * @param topic whose detectors of single services are meant: events, logs or stats
   */
  public void on(Source topic, int partition, Telemetry record, Consumer<Finding> out) {
    Partition at = partition(topic, partition);
    if (record instanceof Heartbeat heartbeat) {
      if (at.clock().advance(heartbeat, 0)) {
        at.pool().advance(heartbeat.host(), heartbeat.at(), out);
      }
    } else {
      at.pool().on(record, out);
    }
  }

  /** Takes an event, or what else is in that topic, in for the detectors of whole hosts. */
  public void onHost(int partition, Telemetry record, Consumer<Finding> out) {
    if (!HostRouter.isWanted(record)) {
      return;
    }
    RuledPool pool = partition(Source.HOST_EVENTS, 0).pool();
    if (record instanceof Heartbeat heartbeat) {
      if (hosts.advance(heartbeat, partition)) {
        Instant watermark = hosts.of(heartbeat.host());
        order.release(heartbeat.host(), watermark, each -> pool.on(each, out));
        pool.advance(heartbeat.host(), watermark, out);
      }
    } else {
      order.hold(record, partition, NOT_KEPT);
    }
  }

  private Partition partition(Source source, int number) {
    return partitions
        .computeIfAbsent(source, each -> new HashMap<>())
        .computeIfAbsent(number, each -> open(source));
  }

  private Partition open(Source source) {
    RuledPool pool =
        new RuledPool(
            source,
            rules,
            Map.of(),
            (rule, record, failure) ->
                failures.accept("rule " + rule.name() + " failed on " + record + ": " + failure));
    return new Partition(pool, new HostClock());
  }
}
