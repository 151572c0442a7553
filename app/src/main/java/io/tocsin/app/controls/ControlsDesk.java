package io.tocsin.app.controls;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the topic of controls. There is seldom any need, so nothing is kept open for it.
 */
public final class ControlsDesk {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration READ_LIMIT = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final TopicPartition partition;

  public ControlsDesk(Map<String, Object> kafka, Topics topics) {
    this.kafka = Map.copyOf(kafka);
    this.partition = new TopicPartition(topics.controls(), 0);
  }

  /**
   * The last value of each key.
   *
   * @throws Unreachable if the broker does not tell
   */
  public Map<String, byte[]> read() {
    Map<String, byte[]> last = new LinkedHashMap<>();
    Instant limit = Instant.now().plus(READ_LIMIT);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(reading(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
      while (consumer.position(partition, LIMIT) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> keep(last, record.key(), record.value()));
        if (Instant.now().isAfter(limit)) {
          throw new KafkaException("no answer to a fetch from " + partition);
        }
      }
      consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
    } catch (KafkaException e) {
      throw unreachable(e);
    }
    return last;
  }

  /**
   * Writes a record, and returns when it is kept.
   *
   * @param record null to remove what has the key
   * @throws Unreachable if the broker does not take it
   */
  public void write(String key, @Nullable Object record) {
    byte[] value = record == null ? null : Wire.write(record);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(writing(), new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(partition.topic(), 0, key, value))
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private static void keep(Map<String, byte[]> last, String key, byte @Nullable [] value) {
    if (value == null) {
      last.remove(key);
    } else {
      last.put(key, value);
    }
  }

  private Unreachable unreachable(Exception e) {
    return new Unreachable(
        "The topic " + partition.topic() + " cannot be used: " + e.getMessage(),
        "Is Tocsin running? `tocsin doctor` looks.",
        e);
  }

  private Map<String, Object> reading() {
    Map<String, Object> settings = common();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1048576");
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1048576");
    return settings;
  }

  private Map<String, Object> writing() {
    Map<String, Object> settings = common();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "1048576");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000");
    return settings;
  }

  private Map<String, Object> common() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("client.id", "tocsin-controls");
    settings.put("metric.reporters", "");
    return settings;
  }
}
