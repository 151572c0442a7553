package io.tocsin.collector.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** What the sink tells of itself: nothing is dropped without being counted. */
final class SinkMeters {
  private final MeterRegistry registry;
  private final Map<Lane, Counter> published = new EnumMap<>(Lane.class);

  SinkMeters(MeterRegistry registry, Spool spool) {
    this.registry = registry;
    for (Lane lane : Lane.values()) {
      published.put(lane, registry.counter("tocsin.collector.published", "kind", lane.wireName()));
    }
    registry.gauge("tocsin.collector.spooled.bytes", spool, Spool::bytes);
  }

  /** How much is on its way, and how much may be before callers have to wait. */
  void observe(TopicLane lane) {
    String kind = lane.lane().wireName();
    Gauge.builder("tocsin.collector.in.flight.bytes", lane, TopicLane::bytesInFlight)
        .description("Telemetry on its way to the broker; at its bound, what it is read from waits")
        .tag("kind", kind)
        .register(registry);
    Gauge.builder("tocsin.collector.in.flight.bound.bytes", lane, l -> l.lane().inFlightBytes())
        .description("How much may be on its way at once")
        .tag("kind", kind)
        .register(registry);
  }

  void published(Lane lane) {
    Counter counter = published.get(lane);
    if (counter != null) {
      counter.increment();
    }
  }

  void lost(Lane lane, String reason, long records) {
    registry
        .counter("tocsin.collector.lost", "kind", lane.wireName(), "reason", reason)
        .increment((double) records);
  }

  void spooled(Lane lane) {
    registry.counter("tocsin.collector.spooled", "kind", lane.wireName()).increment();
  }
}
