package io.tocsin.bench.throughput;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One plain consumer over all partitions, with something done to each value. */
final class PlainConsumer {
  private final String servers;
  private final String topic;
  private final int partitions;

  PlainConsumer(String servers, String topic, int partitions) {
    this.servers = servers;
    this.topic = topic;
    this.partitions = partitions;
  }

  /** Records a second, over so many records. */
  Rate rate(long records, ToIntFunction<byte[]> work) {
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Rate.Watch watch = new Rate.Watch();
      long seen = 0;
      long sum = 0;
      while (seen < records) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          sum += work.applyAsInt(record.value());
          seen++;
        }
      }
      if (sum == 0) {
        throw new IllegalStateException("nothing was read");
      }
      return watch.over(seen);
    }
  }
}
