package io.tocsin.app.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.app.incidents.IncidentView;
import io.tocsin.telemetry.Severity;

/** The meters of this process, in Prometheus' text format. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** With the meters of the Java VM and of the process; of Kafka's hundreds a few. */
  public Metrics() {
    registry.config().meterFilter(KafkaMeters.chosen());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Also tells how many incidents are open. */
  public void count(IncidentView incidents) {
    for (Severity severity : Severity.values()) {
      Gauge.builder("tocsin.incidents.open", incidents, view -> view.open(severity))
          .description("Incidents that are open, by severity")
          .tag("severity", severity.wireName())
          .register(registry);
    }
  }

  public MeterRegistry registry() {
    return registry;
  }

  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
