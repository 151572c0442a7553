package io.tocsin.streams;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * Whether the topologies are connected to a broker at all: one that hears nothing because it has no
 * broker must not say that a host has fallen silent.
 */
final class BrokerSight implements BooleanSupplier {
  private volatile @Nullable KafkaStreams streams;

  void of(KafkaStreams started) {
    streams = started;
  }

  @Override
  public boolean getAsBoolean() {
    KafkaStreams watched = streams;
    return watched != null && connections(watched.metrics()) > 0;
  }

  private static double connections(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals("connection-count"))
        .filter(entry -> entry.getKey().group().equals("consumer-metrics"))
        .map(entry -> entry.getValue().metricValue())
        .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : 0)
        .sum();
  }
}
