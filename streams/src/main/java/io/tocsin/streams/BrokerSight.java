package io.tocsin.streams;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * Whether the topologies are connected to a broker at all: one that hears nothing because it has no
 * broker must not say that a host has fallen silent. Nor must one that has just found it again,
 * before what was written meanwhile has come.
 */
final class BrokerSight implements BooleanSupplier {
  static final Duration SETTLING = Duration.ofSeconds(30);

  private volatile @Nullable KafkaStreams streams;
  private long since = -1;

  void of(KafkaStreams started) {
    streams = started;
  }

  @Override
  public boolean getAsBoolean() {
    KafkaStreams watched = streams;
    boolean isConnected = watched != null && connections(watched.metrics()) > 0;
    return isSettled(isConnected, System.nanoTime());
  }

  /** Whether it has been connected for a while, whenever it was asked. */
  synchronized boolean isSettled(boolean isConnected, long nanos) {
    if (!isConnected) {
      since = -1;
      return false;
    }
    since = since < 0 ? Math.max(0, nanos) : since;
    return nanos - since >= SETTLING.toNanos();
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
