package io.tocsin.app.replay;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.topics.Reading;
import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When something was recorded, by the broker's index of times: no record is read for it. */
public final class RecordedTimes {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private RecordedTimes() {}

  /**
   * The first telemetry of this moment or later; empty if there is none.
   *
   * @throws Unreachable if the cluster does not answer
   */
  public static Optional<Instant> firstSince(
      Map<String, Object> kafka, Topics topics, Instant since) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Reading.settings(kafka, "tocsin-times"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> wanted = new HashMap<>();
      Set<String> existing = consumer.listTopics(PATIENCE).keySet();
      topics.telemetry().stream()
          .filter(existing::contains)
          .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
          .map(info -> new TopicPartition(info.topic(), info.partition()))
          .forEach(partition -> wanted.put(partition, Math.max(0, since.toEpochMilli())));
      return consumer.offsetsForTimes(wanted, PATIENCE).values().stream()
          .filter(Objects::nonNull)
          .map(OffsetAndTimestamp::timestamp)
          .min(Long::compare)
          .map(Instant::ofEpochMilli);
    } catch (KafkaException e) {
      throw new Unreachable(
          "The recorded topics cannot be asked for their times: " + e.getMessage(),
          "Check --bootstrap-servers, --topic-prefix and --data.",
          e);
    }
  }
}
