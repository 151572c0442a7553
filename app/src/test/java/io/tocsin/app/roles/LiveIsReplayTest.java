package io.tocsin.app.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.replay.RecordSource;
import io.tocsin.app.replay.RecordedOutage;
import io.tocsin.app.replay.ReplayOutcome;
import io.tocsin.app.replay.TopicSource;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was recorded on a real engine lies there all at once, as after Tocsin was down, and goes
 * through the real topologies on a real broker: one topic before the others, committed more or less
 * often, in larger or smaller batches, with and without a kill in the middle. In the end there
 * stand, byte for byte, the incidents that a replay finds without Kafka.
 */
class LiveIsReplayTest {
  @TempDir private Path data;

  /**
   * One way of reading.
   *
   * @param first the topics in the order in which they are published
   */
  private record Way(
      String prefix, List<String> first, int commitMillis, int batch, boolean isKilled) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("a.", List.of("docker.stats", "docker.logs", "docker.events"), 200, 500, false),
          new Way("b.", List.of("docker.events", "docker.logs", "docker.stats"), 3_000, 17, true));

  @Test
  void aBacklogEndsInTheSameIncidentsHoweverItIsRead() throws Exception {
    List<ArchiveRecord> records = RecordedOutage.backlog();
    List<Incident> expected = RecordedOutage.replay(records).incidents();
    assertThat(expected)
        .extracting(Incident::stack, Incident::state)
        .contains(
            org.assertj.core.groups.Tuple.tuple("netra-1", Incident.State.RESOLVED),
            org.assertj.core.groups.Tuple.tuple("mail-1", Incident.State.RESOLVED));

    try (EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerOptions(data.resolve("broker"), 0, true), reason -> {})) {
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      for (Way way : WAYS) {
        read(way, records, client, expected);
      }
    }
  }

  private void read(
      Way way, List<ArchiveRecord> records, Map<String, Object> client, List<Incident> expected)
      throws Exception {
    Topics topics = new Topics(way.prefix());
    try (Admin admin = Admin.create(client)) {
      new TopicSetup(admin, new TopicLayout(topics, 2, (short) 1)).run();
    }
    publish(way, records, client);

    Process detection = start(way, client);
    try {
      if (way.isKilled()) {
        await()
            .atMost(Duration.ofMinutes(3))
            .until(() -> !KafkaValues.read(client, topics.findings()).isEmpty());
        detection.destroyForcibly().waitFor();
        detection = start(way, client);
      }
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(lastWords(client, topics)).isEqualTo(expected));
    } finally {
      detection.destroyForcibly().waitFor();
    }
    assertThat(replay(client, topics).incidents()).isEqualTo(expected);
  }

  /** The same again from the topics, with what the live run recorded of its own order. */
  private static ReplayOutcome replay(Map<String, Object> client, Topics topics) {
    try (RecordSource source = TopicSource.open(client, topics, RecordRange.ALL)) {
      return RecordedOutage.replay(source, 2);
    }
  }

  private static List<Incident> lastWords(Map<String, Object> client, Topics topics) {
    Map<String, Incident> last = new LinkedHashMap<>();
    KafkaValues.read(client, topics.incidents(), Incident.class)
        .forEach(each -> last.put(each.id(), each));
    return last.values().stream()
        .sorted(Comparator.comparing(Incident::detectedAt).thenComparing(Incident::id))
        .toList();
  }

  private static void publish(Way way, List<ArchiveRecord> all, Map<String, Object> client) {
    List<ArchiveRecord> records = new ArrayList<>(all);
    records.sort(Comparator.comparingInt(each -> way.first().indexOf(each.topic())));
    Map<String, Object> settings = new HashMap<>(client);
    // The topics are new: of two requests at once the second could be taken first.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (ArchiveRecord each : records) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    way.prefix() + each.topic(),
                    each.place().partition(),
                    each.place().timestamp(),
                    each.key(),
                    each.value()));
      }
    }
  }

  private Process start(Way way, Map<String, Object> client) throws IOException {
    File log = data.resolve("detection.log").toFile();
    List<String> tuning =
        Stream.of(way.prefix(), way.commitMillis(), way.batch()).map(Object::toString).toList();
    return DetectionProcess.command(client, data.resolve("state"), tuning)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }
}
