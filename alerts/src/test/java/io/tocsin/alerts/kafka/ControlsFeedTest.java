package io.tocsin.alerts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Silence;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlsFeedTest {
  private static final TopicPartition TOPIC = new TopicPartition("tocsin.controls", 0);
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Silence SILENCE =
      new Silence("s", List.of("stack=shop"), NOW, NOW.plusSeconds(60), "ann", "", null, null);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AtomicInteger changes = new AtomicInteger();
  private final ControlsFeed feed =
      new ControlsFeed(Topics.DEFAULT, () -> consumer, changes::incrementAndGet);
  private final Thread thread = new Thread(feed);
  private long next;

  ControlsFeedTest() {
    Node node = new Node(0, "localhost", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions(
        TOPIC.topic(), List.of(new PartitionInfo(TOPIC.topic(), 0, node, nodes, nodes)));
    consumer.updatePartitions("docker.containers", List.of());
    consumer.updateBeginningOffsets(Map.of(TOPIC, 0L));
    consumer.updateEndOffsets(Map.of(TOPIC, 2L));
  }

  @AfterEach
  void stop() throws InterruptedException {
    feed.stop();
    thread.join(5_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void keepsTheLastOfEachKey() throws InterruptedException {
    Acknowledgement ack = new Acknowledgement("i", "bob", NOW, "", 0);
    publish(SILENCE.key(), Wire.write(SILENCE));
    publish(ack.key(), Wire.write(ack));
    publish(SILENCE.key(), Wire.write(SILENCE.ended(NOW, "bob")));
    thread.start();

    await().until(() -> feed.controls().silences().containsValue(SILENCE.ended(NOW, "bob")));

    assertThat(feed.awaitRead(Duration.ofSeconds(5))).isTrue();
    assertThat(feed.controls().acknowledgements()).containsEntry("i", ack);
    assertThat(changes.get()).isPositive();
  }

  @Test
  void forgetsWhatWasRemovedAndSkipsWhatItDoesNotKnow() {
    publish(SILENCE.key(), Wire.write(SILENCE));
    publish("x", "{\"schema\":\"tocsin.mood.v1\"}".getBytes(StandardCharsets.UTF_8));
    publish("y", "no JSON".getBytes(StandardCharsets.UTF_8));
    publish(SILENCE.key(), null);
    publish("ack/j", Wire.write(new Acknowledgement("j", "bob", NOW, "", 0)));
    thread.start();

    await().until(() -> feed.controls().acknowledgements().containsKey("j"));

    assertThat(feed.controls().silences()).isEmpty();
  }

  private void publish(String key, byte @Nullable [] value) {
    long offset = next++;
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(TOPIC.topic(), 0, offset, bytes, value)));
  }
}
