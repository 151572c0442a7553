package io.tocsin.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * The clients of Kafka Streams, as it would make them itself, but for one thing: a consumer that
 * has been given its partitions, or has restored all there was, goes on waiting for records,
 * although Kafka Streams would have work to do. So it waits long only when everything runs.
 */
final class StreamsClients implements KafkaClientSupplier {
  private static final Duration STARTING = Duration.ofMillis(50);

  private final Set<Impatient> mains = new CopyOnWriteArraySet<>();
  private volatile boolean isRunning;

  /** To be told of each state. */
  void changed(State now, State before) {
    isRunning = now == State.RUNNING;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new Impatient(config, () -> isRunning, mains);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new Impatient(config, () -> false, new CopyOnWriteArraySet<>());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Whether any consumer of the topics is connected to a broker. */
  boolean areConnected() {
    return mains.stream().anyMatch(Impatient::isConnected);
  }

  /** A consumer that waits long only when it may. */
  private static final class Impatient extends KafkaConsumer<byte[], byte[]> {
    private final BooleanSupplier patience;
    private final Set<Impatient> open;
    private final Optional<Metric> connections;

    Impatient(Map<String, Object> config, BooleanSupplier patience, Set<Impatient> open) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.patience = patience;
      this.open = open;
      connections =
          metrics().values().stream()
              .filter(metric -> metric.metricName().name().equals("connection-count"))
              .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
              .map(Metric.class::cast)
              .findFirst();
      open.add(this);
    }

    boolean isConnected() {
      return connections
          .map(metric -> metric.metricValue() instanceof Number count && count.doubleValue() > 0)
          .orElse(true);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration time) {
      boolean isLong = time.compareTo(STARTING) > 0 && !patience.getAsBoolean();
      return super.poll(isLong ? STARTING : time);
    }

    @Override
    public void close() {
      open.remove(this);
      super.close();
    }

    @Override
    public void close(CloseOptions options) {
      open.remove(this);
      super.close(options);
    }
  }
}
