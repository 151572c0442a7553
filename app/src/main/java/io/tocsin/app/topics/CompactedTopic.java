package io.tocsin.app.topics;

import io.tocsin.alerts.kafka.IncidentFeed;
import io.tocsin.app.problem.Unreachable;
import java.time.Duration;
import java.time.Instant;
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
public final class CompactedTopic {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private CompactedTopic() {}

  /**
   * From its beginning to what is its end now.
   *
   * @throws Unreachable if the cluster does not answer, has no such topic, or does not give out all
   *     of it in half a minute: a part of it would look like the whole
   */
  public static Map<String, byte[]> read(Map<String, Object> kafka, String topic) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Reading.settings(kafka, "tocsin-reader"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, ANSWER).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
      Instant deadline = Instant.now().plus(LIMIT);
      while (isBefore(consumer, ends)) {
        consumer.poll(Duration.ofMillis(200)).forEach(entry -> take(entry, values));
        if (Instant.now().isAfter(deadline)) {
          throw new KafkaException(
              "it has not given out all of it after " + LIMIT.toSeconds() + " s");
        }
      }
    } catch (KafkaException e) {
      throw new Unreachable(
          "The Kafka cluster at %s does not answer for %s: %s"
              .formatted(kafka.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), topic, e.getMessage()),
          "Is Tocsin running? Check --bootstrap-servers, and --topic-prefix if the topics have"
              + " one.",
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
}
