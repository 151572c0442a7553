package io.tocsin.bench.storm;

import io.tocsin.telemetry.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Which incidents went to the dead letters of whom: a look at the topic. */
final class Buried {
  private static final TopicPartition TOPIC = new TopicPartition(Topics.DEFAULT.deadLetters(), 0);

  private final Set<String> keys = new HashSet<>();
  private int letters;

  Buried(Map<String, Object> client) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(TOPIC));
      consumer.seekToBeginning(List.of(TOPIC));
      long end = consumer.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
      while (consumer.position(TOPIC) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(this::note);
      }
    }
  }

  boolean has(String receiver, String incident) {
    return keys.contains(receiver + '/' + incident);
  }

  /** How many incidents of a receiver. */
  long of(String receiver) {
    return keys.stream().filter(key -> key.startsWith(receiver + '/')).count();
  }

  private void note(ConsumerRecord<String, byte[]> letter) {
    byte[] receiver = letter.headers().lastHeader("tocsin.receiver").value();
    String incident = letter.key().replaceFirst(".*/", "");
    keys.add(new String(receiver, StandardCharsets.UTF_8) + '/' + incident);
    letters++;
  }

  int letters() {
    return letters;
  }
}
