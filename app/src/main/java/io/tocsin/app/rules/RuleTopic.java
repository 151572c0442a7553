package io.tocsin.app.rules;

import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.RulesInForce;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of the rules in force, one partition, read from its beginning on. */
final class RuleTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleTopic.class);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
  private static final Duration READ_LIMIT = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final TopicPartition partition;
  private final KafkaConsumer<String, byte[]> consumer;

  RuleTopic(Map<String, Object> kafka, Topics topics) {
    this.kafka = kafka;
    partition = new TopicPartition(topics.rules(), 0);
    consumer =
        new KafkaConsumer<>(reading(kafka), new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** Rules with the moment from which on they hold. */
  record Entry(Instant from, RuleBook rules) {}

  /**
   * All that is there already.
   *
   * @throws KafkaException if the broker does not tell in time
   */
  List<Entry> readAll() {
    Instant limit = Instant.now().plus(READ_LIMIT);
    long end = consumer.endOffsets(List.of(partition), ANSWER_LIMIT).getOrDefault(partition, 0L);
    List<Entry> all = new ArrayList<>();
    while (consumer.position(partition, ANSWER_LIMIT) < end) {
      all.addAll(poll(Duration.ofMillis(200)));
      if (Instant.now().isAfter(limit)) {
        throw new KafkaException("no answer to a fetch from " + partition);
      }
    }
    return all;
  }

  /** What has come since. */
  List<Entry> poll(Duration patience) {
    List<Entry> news = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      try {
        if (record.value() != null) {
          RulesInForce rules = Wire.read(record.value(), RulesInForce.class);
          news.add(new Entry(rules.at(), RuleBook.ofTree(rules.rules()).book()));
        }
      } catch (TelemetryFormatException e) {
        LOG.warn("unreadable rules at offset {}: {}", record.offset(), e.getMessage());
      }
    }
    return news;
  }

  /**
   * Publishes rules. There is seldom any need, so nothing is kept open for it.
   *
   * @throws KafkaException if the broker does not take them
   */
  void publish(Entry entry) {
    RulesInForce rules = new RulesInForce(entry.from(), entry.rules().tree());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(writing(kafka), new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(partition.topic(), 0, rules.at().toString(), Wire.write(rules)))
          .get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("The rules could not be published: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while rules were published", e);
    }
  }

  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofMillis(500)));
  }

  private static Map<String, Object> reading(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "tocsin-rules");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_LIMIT.toMillis());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // Small: it shares its process' heap with everything else. Slow: rules change seldom.
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "262144");
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "262144");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "2000");
    settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "65536");
    settings.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    return settings;
  }

  private static Map<String, Object> writing(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "tocsin-rules");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "1048576");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
    settings.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    return settings;
  }
}
