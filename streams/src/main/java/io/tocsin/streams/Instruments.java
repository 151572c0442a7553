package io.tocsin.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What the topologies count.
 *
 * @param now the wall clock, for latencies and for the one detector that watches it
 * @param connected whether there is a broker to hear anything from
 * @param partitions how many each topic has
 */
record Instruments(
    MeterRegistry registry,
    Supplier<Instant> now,
    BooleanSupplier connected,
    IntSupplier partitions) {

  /** A record went to the dead letters. */
  void refused(String stage, String reason) {
    Counter.builder("tocsin.dead.letters")
        .description("Records that could not be processed")
        .tag("stage", stage)
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /** A finding was given out. */
  void found(Finding finding) {
    Counter.builder("tocsin.findings")
        .description("Findings, by detector and state")
        .tag("detector", finding.detector())
        .tag("state", finding.state().wireName())
        .register(registry)
        .increment();
    if (finding.isFiring()) {
      Duration latency = Duration.between(finding.updatedAt(), now.get());
      Timer.builder("tocsin.detection.latency")
          .description("From the record that decided to its finding")
          .register(registry)
          .record(latency.isNegative() ? Duration.ZERO : latency);
    }
  }

  /** An incident was given out. */
  void told(String state) {
    Counter.builder("tocsin.incidents")
        .description("News of incidents given out, by state; of one incident several")
        .tag("state", state)
        .register(registry)
        .increment();
  }

  /** A stream thread died and is replaced. */
  void threadReplaced() {
    Counter.builder("tocsin.streams.threads.replaced")
        .description("Stream threads that died and were replaced")
        .register(registry)
        .increment();
  }
}
