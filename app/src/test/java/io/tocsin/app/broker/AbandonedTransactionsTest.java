package io.tocsin.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker, and producers that vanish in the middle of a transaction. */
class AbandonedTransactionsTest {
  private static final String TOPIC = "numbers";

  @TempDir private Path data;

  @Test
  void letsReadersPassWhatADeadProcessLeftOpen() throws Exception {
    try (EmbeddedBroker broker = start();
        Admin admin = Admin.create(client(broker))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      vanishInATransaction(broker, "first");
      vanishInATransaction(broker, "second");
      write(broker, "after");
      try (KafkaConsumer<String, String> reader = reader(broker)) {
        assertThat(reader.endOffsets(reader.assignment()).values()).containsExactly(0L);

        new AbandonedTransactions(admin).abort();

        assertThat(read(reader)).containsExactly("after");
      }
    }
  }

  @Test
  void letsReadersPassAfterARestartOfTheBroker() throws Exception {
    try (EmbeddedBroker broker = start();
        Admin admin = Admin.create(client(broker))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      vanishInATransaction(broker, "first");
      write(broker, "after");
    }

    try (EmbeddedBroker broker = start();
        Admin admin = Admin.create(client(broker));
        KafkaConsumer<String, String> reader = reader(broker)) {
      new AbandonedTransactions(admin).abort();

      assertThat(read(reader)).containsExactly("after");
    }
  }

  @Test
  void hasNothingToDoInAFreshBroker() {
    try (EmbeddedBroker broker = start();
        Admin admin = Admin.create(client(broker))) {
      new AbandonedTransactions(admin).abort();
    }
  }

  /** Closed without patience, a producer neither commits nor aborts: as after kill -9. */
  private static void vanishInATransaction(EmbeddedBroker broker, String name)
      throws ExecutionException, InterruptedException {
    Map<String, Object> properties = client(broker);
    properties.put("transactional.id", name);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(TOPIC, "never committed by " + name)).get();
    producer.close(Duration.ZERO);
  }

  private static void write(EmbeddedBroker broker, String value)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static KafkaConsumer<String, String> reader(EmbeddedBroker broker) {
    Map<String, Object> properties = client(broker);
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    KafkaConsumer<String, String> reader =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    reader.assign(List.of(new TopicPartition(TOPIC, 0)));
    return reader;
  }

  private static List<String> read(KafkaConsumer<String, String> reader) {
    List<String> read = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              reader.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.value()));
              return !read.isEmpty();
            });
    return read;
  }

  private EmbeddedBroker start() {
    return EmbeddedBroker.start(new BrokerOptions(data, 0, true), reason -> {});
  }

  private static Map<String, Object> client(EmbeddedBroker broker) {
    return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
