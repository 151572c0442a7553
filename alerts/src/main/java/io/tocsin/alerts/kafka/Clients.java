package io.tocsin.alerts.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients as alerts need them: few records, small buffers, nothing lost. */
public record Clients(Map<String, Object> connection, String group, String instance) {
  private static final int KIB = 1024;

  public Clients {
    connection = Map.copyOf(connection);
  }

  /** A static member of the group: back after a kill, it need not wait for its own time-out. */
  public Consumer<byte[], byte[]> incidents() {
    Map<String, Object> properties = reader("incidents");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5_000);
    return consumer(properties);
  }

  /** A reader without a group. */
  public Consumer<byte[], byte[]> ledgerReader() {
    return consumer(reader("ledger"));
  }

  /** One for what people say, which is seldom. */
  public Consumer<byte[], byte[]> controlsReader() {
    Map<String, Object> properties = reader("controls");
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5_000);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, KIB * KIB);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, KIB * KIB);
    properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 64 * KIB);
    return consumer(properties);
  }

  public Producer<byte[], byte[]> producer() {
    Map<String, Object> properties = common("writer");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * KIB * KIB);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofHours(6).toMillis());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> reader(String role) {
    Map<String, Object> properties = common(role);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * KIB * KIB);
    return properties;
  }

  private Map<String, Object> common(String role) {
    Map<String, Object> properties = new HashMap<>(connection);
    properties.put("client.id", group + '-' + instance + '-' + role);
    properties.putIfAbsent("metric.reporters", "");
    properties.put("reconnect.backoff.max.ms", 1_000L);
    properties.put("metadata.max.age.ms", 30_000L);
    return properties;
  }
}
