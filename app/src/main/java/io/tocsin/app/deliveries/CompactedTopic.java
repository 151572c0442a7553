package io.tocsin.app.deliveries;

import io.tocsin.alerts.kafka.IncidentFeed;
import io.tocsin.app.problem.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the last value of each key of a topic, once. */
final class CompactedTopic {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private CompactedTopic() {}

  /**
   * From its beginning to what is its end now.
   *
   * @throws Unreachable if the cluster does not answer or has no such topic
   */
  static Map<String, byte[]> read(Map<String, Object> kafka, String topic) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            settings(kafka), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, ANSWER).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
      Instant deadline = Instant.now().plus(LIMIT);
      while (Instant.now().isBefore(deadline) && isBefore(consumer, ends)) {
        consumer.poll(Duration.ofMillis(200)).forEach(entry -> take(entry, values));
      }
    } catch (KafkaException e) {
      throw new Unreachable(
          topic + " cannot be read: " + e.getMessage(),
          "Check --bootstrap-servers, and --topic-prefix if the topics have one.",
          e);
    }
    return values;
  }

  /** A request to tell something again repeats what stands before it, and is nothing new. */
  private static void take(ConsumerRecord<String, byte[]> entry, Map<String, byte[]> values) {
    if (entry.value() == null) {
      values.remove(entry.key());
    } else if (entry.headers().lastHeader(IncidentFeed.RESEND) == null) {
      values.remove(entry.key());
      values.put(entry.key(), entry.value());
    } else {
      values.putIfAbsent(entry.key(), entry.value());
    }
  }

  private static boolean isBefore(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), ANSWER) < end.getValue());
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "tocsin-deliveries");
    settings.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    return settings;
  }
}
