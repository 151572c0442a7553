package io.tocsin.app.health;

import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/** Which of the several hundred meters of Kafka's clients a person can do something about. */
final class KafkaMeters {
  private static final String KAFKA = "kafka_";

  private static final Set<String> CHOSEN =
      Set.of(
          "kafka_consumer_fetch_manager_records_lag_max",
          "kafka_consumer_fetch_manager_records_consumed_rate",
          "kafka_consumer_coordinator_failed_rebalance_total",
          "kafka_producer_record_send_rate",
          "kafka_producer_record_error_total",
          "kafka_producer_record_retry_total",
          "kafka_stream_failed_stream_threads",
          "kafka_stream_thread_process_rate",
          "kafka_stream_thread_commit_latency_avg",
          "kafka_stream_task_dropped_records_total");

  private KafkaMeters() {}

  static MeterFilter chosen() {
    return MeterFilter.deny(
        id -> {
          String name = id.getName().replace('.', '_').replace('-', '_');
          return name.startsWith(KAFKA) && !CHOSEN.contains(name);
        });
  }
}
