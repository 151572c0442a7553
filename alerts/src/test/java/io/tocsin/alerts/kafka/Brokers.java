package io.tocsin.alerts.kafka;

import io.tocsin.alerts.policy.Delivery;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own mock clients over topics of one partition. */
final class Brokers {
  static final TopicPartition INCIDENTS = new TopicPartition("tocsin.incidents", 0);
  static final TopicPartition LEDGER = new TopicPartition("tocsin.deliveries", 0);

  final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  final MockConsumer<byte[], byte[]> incidents = new MockConsumer<>("earliest");
  final SureWriter writer = new SureWriter(producer, Duration.ofMillis(1));
  final KafkaLedger ledger = new KafkaLedger(LEDGER.topic(), writer, Duration.ofDays(2));
  final KafkaDeadLetters deadLetters = new KafkaDeadLetters("tocsin.deadletters", writer);
  final List<byte[]> ledgerValues = new ArrayList<>();
  private long next;

  Brokers() {
    incidents.updateBeginningOffsets(Map.of(INCIDENTS, 0L));
    incidents.updateEndOffsets(Map.of(INCIDENTS, 0L));
  }

  /** Hands the partition of incidents to the consumer at its next poll. */
  void assign() {
    incidents.schedulePollTask(() -> incidents.rebalance(List.of(INCIDENTS)));
  }

  /** Lets the consumer find a value at a later poll. */
  void publish(byte[] value) {
    long offset = next++;
    incidents.schedulePollTask(
        () -> incidents.addRecord(new ConsumerRecord<>(INCIDENTS.topic(), 0, offset, null, value)));
  }

  /** A consumer over what the ledger's topic holds. */
  Consumer<byte[], byte[]> ledgerReader() {
    MockConsumer<byte[], byte[]> reader = new MockConsumer<>("earliest");
    Node node = new Node(0, "localhost", 9092);
    Node[] nodes = {node};
    reader.updatePartitions(
        LEDGER.topic(), List.of(new PartitionInfo(LEDGER.topic(), 0, node, nodes, nodes)));
    reader.updateBeginningOffsets(Map.of(LEDGER, 0L));
    reader.updateEndOffsets(Map.of(LEDGER, (long) ledgerValues.size()));
    reader.schedulePollTask(
        () -> {
          long from = reader.position(LEDGER);
          for (long i = from; i < ledgerValues.size(); i++) {
            byte[] key = {'k'};
            reader.addRecord(
                new ConsumerRecord<>(LEDGER.topic(), 0, i, key, ledgerValues.get((int) i)));
          }
        });
    return reader;
  }

  /** What the producer has written to a topic. */
  List<ProducerRecord<byte[], byte[]>> written(String topic) {
    return producer.history().stream().filter(r -> r.topic().equals(topic)).toList();
  }

  List<Delivery> deliveries() {
    return written(LEDGER.topic()).stream().map(r -> Wire.read(r.value(), Delivery.class)).toList();
  }

  static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
