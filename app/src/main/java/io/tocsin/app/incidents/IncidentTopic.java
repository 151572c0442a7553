package io.tocsin.app.incidents;

import io.tocsin.app.topics.Reading;
import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A reader of the whole topic of incidents, and of who has them in hand, from their beginning,
 * committed records only. It belongs to no group: every console sees everything.
 */
final class IncidentTopic implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  IncidentTopic(Map<String, Object> kafka, Topics topics) {
    this.consumer =
        new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(topics.incidents(), topics.controls())
            .flatMap(topic -> consumer.partitionsFor(topic, ANSWER_LIMIT).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    this.ends = consumer.endOffsets(partitions, ANSWER_LIMIT);
  }

  KafkaConsumer<String, byte[]> consumer() {
    return consumer;
  }

  /** Whether all that was there at the beginning has been read. */
  boolean isCaughtUp() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), ANSWER_LIMIT) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofMillis(500)));
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    Map<String, Object> settings = Reading.settings(kafka, "tocsin-incidents");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
    // What comes is answered at once; the wait is for when nothing does.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "5000");
    return settings;
  }
}
