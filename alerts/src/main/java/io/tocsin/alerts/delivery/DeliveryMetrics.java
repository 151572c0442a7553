package io.tocsin.alerts.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tocsin.alerts.policy.Verdict;
import java.time.Duration;
import java.util.function.Supplier;

/** What is counted of one receiver. */
final class DeliveryMetrics {
  private static final String RECEIVER = "receiver";

  private final MeterRegistry registry;
  private final String receiver;
  private final Timer latency;

  DeliveryMetrics(MeterRegistry registry, String receiver) {
    this.registry = registry;
    this.receiver = receiver;
    this.latency =
        Timer.builder("tocsin.notify.latency")
            .description("from the record that raised an incident to the receiver's 2xx")
            .tag(RECEIVER, receiver)
            .serviceLevelObjectives(
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1))
            .register(registry);
    for (String outcome : new String[] {"delivered", "retried", "dead-letter"}) {
      registry.counter("tocsin.notify.deliveries", RECEIVER, receiver, "outcome", outcome);
    }
  }

  void queue(Supplier<Number> size) {
    Gauge.builder("tocsin.notify.queue", size)
        .description("revisions that wait for the receiver")
        .tag(RECEIVER, receiver)
        .register(registry);
  }

  void held(Supplier<Number> size) {
    Gauge.builder("tocsin.notify.held", size)
        .description("revisions that the policy holds back for now")
        .tag(RECEIVER, receiver)
        .register(registry);
  }

  void skipped(Verdict verdict) {
    registry
        .counter("tocsin.notify.skipped", RECEIVER, receiver, "reason", verdict.wireName())
        .increment();
  }

  void delivered() {
    outcome("delivered");
  }

  void retried() {
    outcome("retried");
  }

  void deadLetter() {
    outcome("dead-letter");
  }

  void latency(Duration sinceDetection) {
    latency.record(sinceDetection.isNegative() ? Duration.ZERO : sinceDetection);
  }

  private void outcome(String outcome) {
    registry
        .counter("tocsin.notify.deliveries", RECEIVER, receiver, "outcome", outcome)
        .increment();
  }
}
