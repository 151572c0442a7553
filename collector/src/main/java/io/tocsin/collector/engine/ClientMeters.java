package io.tocsin.collector.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** What the client tells of itself. */
final class ClientMeters {
  private final MeterRegistry registry;

  ClientMeters(MeterRegistry registry, CircuitBreaker breaker, Semaphore streams) {
    this.registry = registry;
    int most = streams.availablePermits();
    registry.gauge("tocsin.engine.breaker.open", breaker, ClientMeters::openness);
    registry.gauge("tocsin.engine.streams.open", streams, s -> most - s.availablePermits());
  }

  void call(String kind, String outcome, Duration took) {
    registry.timer("tocsin.engine.calls", "kind", kind, "outcome", outcome).record(took);
  }

  void streamRefused(String kind) {
    registry.counter("tocsin.engine.streams.refused", "kind", kind).increment();
  }

  private static double openness(CircuitBreaker breaker) {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> 1;
      case HALF_OPEN -> 0.5;
      default -> 0;
    };
  }
}
