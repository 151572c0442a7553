package io.tocsin.app.controls;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.topics.CompactedTopic;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the topic of controls. There is seldom any need, so nothing is kept open for it.
 */
public final class ControlsDesk {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<String, Object> kafka;
  private final String topic;

  public ControlsDesk(Map<String, Object> kafka, Topics topics) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topics.controls();
  }

  /**
   * The last value of each key.
   *
   * @throws Unreachable if the broker does not tell
   */
  public Map<String, byte[]> read() {
    return CompactedTopic.read(kafka, topic);
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
          .send(new ProducerRecord<>(topic, 0, key, value))
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private Unreachable unreachable(Exception e) {
    return new Unreachable(
        "The topic " + topic + " cannot be used: " + e.getMessage(),
        "Is Tocsin running? `tocsin doctor` looks.",
        e);
  }

  private Map<String, Object> writing() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "tocsin-controls");
    settings.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "1048576");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000");
    return settings;
  }
}
