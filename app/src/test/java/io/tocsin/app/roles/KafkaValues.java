package io.tocsin.app.roles;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Progress;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All committed values of a topic, for tests. */
final class KafkaValues {
  private KafkaValues() {}

  static <T> List<T> read(Map<String, Object> client, String topic, Class<T> type) {
    return read(client, topic).stream().map(value -> Wire.read(value, type)).toList();
  }

  static List<Finding> findings(Map<String, Object> client, String topic) {
    return read(client, topic).stream()
        .filter(value -> !Progress.isProgress(value))
        .map(value -> Wire.read(value, Finding.class))
        .toList();
  }

  static List<byte[]> read(Map<String, Object> client, String topic) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
