package io.tocsin.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink against Kafka's own fake of a producer. */
class KafkaSinkTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Subject WEB = new Subject("host1", "", "web");
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private MockProducer<byte[], byte[]> producer = producer(true);
  private @org.jspecify.annotations.Nullable KafkaSink open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void sendsHeartbeatsToEveryPartitionOfEveryTelemetryTopic() {
    KafkaSink sink = sink();
    await().atMost(SOON).until(sink::isStraight);

    sink.heartbeat(AT);

    assertThat(places())
        .containsExactlyInAnyOrder(
            "docker.containers/0",
            "docker.containers/1",
            "docker.events/0",
            "docker.events/1",
            "docker.logs/0",
            "docker.logs/1",
            "docker.stats/0",
            "docker.stats/1");
  }

  @Test
  void saysOfFactsEveryTenSecondsOnlyThatAllAreThere() {
    KafkaSink sink = sink();
    await().atMost(SOON).until(sink::isStraight);
    sink.heartbeat(AT);

    producer.clear();
    sink.heartbeat(AT.plusSeconds(9));
    assertThat(places()).hasSize(6).doesNotContain("docker.containers/0", "docker.containers/1");

    producer.clear();
    sink.heartbeat(AT.plusSeconds(10));
    assertThat(places()).hasSize(8).contains("docker.containers/0", "docker.containers/1");
  }

  private List<String> places() {
    return producer.history().stream()
        .map(record -> record.topic() + "/" + record.partition())
        .toList();
  }

  @Test
  void sendsWhatWasSpooledBeforeTheBrokerWasKnownFirstAndInOrder() {
    KafkaSink sink = sink();
    for (int i = 0; i < 500; i++) {
      sink.publish(line(i));
    }

    await().atMost(SOON).until(() -> producer.history().size() == 500);

    assertThat(texts())
        .isEqualTo(java.util.stream.IntStream.range(0, 500).mapToObj(i -> "line " + i).toList());
    await().atMost(SOON).until(() -> sink.spooledBytes() == 0);
  }

  @Test
  void spoolsWhileTheBrokerDoesNotAcknowledgeAndLosesAndDoublesNothing() {
    producer = producer(false);
    KafkaSink sink = sink();
    await().atMost(SOON).until(sink::isStraight);
    sink.publish(line(0));
    await()
        .atMost(SOON)
        .until(
            () -> {
              sink.publish(line(1));
              return !sink.isStraight();
            });
    for (int i = 2; i < 50; i++) {
      sink.publish(line(i));
    }

    await()
        .atMost(SOON)
        .until(
            () -> {
              producer.completeNext();
              return sink.isStraight();
            });

    List<String> texts = texts();
    assertThat(texts.get(0)).isEqualTo("line 0");
    assertThat(texts.subList(texts.size() - 48, texts.size()))
        .isEqualTo(java.util.stream.IntStream.range(2, 50).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void waitsForABrokerThatIsSlowButGoesOn() throws Exception {
    producer = producer(false);
    KafkaSink sink = sink();
    await().atMost(SOON).until(sink::isStraight);
    String longLine = "x".repeat(100_000);
    Thread flood =
        new Thread(
            () -> {
              for (int i = 0; i < 80; i++) {
                sink.publish(line(longLine));
              }
            });

    flood.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              producer.completeNext();
              return !flood.isAlive();
            });

    assertThat(registry.get("tocsin.collector.in.flight.bytes").tag("kind", "logs").gauge().value())
        .isBetween(3e6, 5e6);
    assertThat(sink.isStraight()).isTrue();
    assertThat(sink.spooledBytes()).isZero();
  }

  @Test
  void clampsTimesOfTheFuture() {
    KafkaSink sink = sink();
    await().atMost(SOON).until(sink::isStraight);

    sink.publish(
        new EngineEvent(
            Instant.now().plusSeconds(3_600),
            WEB,
            "container",
            "die",
            null,
            null,
            Map.of(),
            null,
            null,
            null,
            false));

    assertThat(producer.history().get(0).timestamp())
        .isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void cutsALineWhoseJsonIsTooLongForTheBroker() {
    KafkaSink sink = sink();
    await().atMost(SOON).until(sink::isStraight);

    sink.publish(line("\u0000".repeat(256 << 10)));

    ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
    assertThat(sent.value().length).isLessThan(900_000);
    assertThat(((LogLine) Wire.readTelemetry(sent.value())).truncated()).isTrue();
  }

  private KafkaSink sink() {
    KafkaSink sink =
        new KafkaSink(
            producer,
            new KafkaSink.Settings(Map.of(), Topics.DEFAULT, "host1", folder, Bytes.parse("8MiB")),
            registry);
    open = sink;
    return sink;
  }

  private List<String> texts() {
    return producer.history().stream()
        .map(record -> ((LogLine) Wire.readTelemetry(record.value())).line())
        .toList();
  }

  private static LogLine line(int i) {
    return line("line " + i);
  }

  private static LogLine line(String text) {
    return new LogLine(AT, WEB, "web", "0123456789ab", LogLine.Stream.STDOUT, text, false, null);
  }

  private static MockProducer<byte[], byte[]> producer(boolean acknowledges) {
    Node node = new Node(0, "localhost", 9092);
    Node[] nodes = {node};
    List<PartitionInfo> partitions =
        List.of("docker.events", "docker.logs", "docker.stats", "docker.containers").stream()
            .flatMap(
                topic ->
                    List.of(
                        new PartitionInfo(topic, 0, node, nodes, nodes),
                        new PartitionInfo(topic, 1, node, nodes, nodes))
                        .stream())
            .toList();
    Cluster cluster =
        new Cluster("test", List.of(node), partitions, java.util.Set.of(), java.util.Set.of());
    return new MockProducer<>(
        cluster, acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
