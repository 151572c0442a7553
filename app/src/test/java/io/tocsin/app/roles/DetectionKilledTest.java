package io.tocsin.app.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.replay.Replay;
import io.tocsin.app.replay.ReplayListener;
import io.tocsin.app.replay.ReplayOutcome;
import io.tocsin.app.replay.ReplayPlan;
import io.tocsin.app.replay.TopicSource;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Detection is killed again and again on a real broker. What its detectors know and how far they
 * have read must stay in step: each loop is one finding of exactly three restarts. And a replay of
 * what was recorded ends in the very same incidents.
 */
class DetectionKilledTest {
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final int SERVICES = 30;
  private static final int KILLS = 3;
  private static final int PARTITIONS = 2;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path data;
  private final Random random = new Random(5);
  private Instant now = Instant.now().minusSeconds(3_600);

  @Test
  void losesNothingAndDoublesNothing() throws Exception {
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerOptions(data.resolve("broker"), 0, true), reason -> {})) {
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(client)) {
        new TopicSetup(admin, new TopicLayout(TOPICS, PARTITIONS, (short) 1)).run();
      }
      crashAllWhileDetectionIsKilled(client);

      assertThat(KafkaValues.findings(client, TOPICS.findings()))
          .allSatisfy(finding -> assertThat(finding.value()).isEqualTo(3))
          .extracting(finding -> finding.subject().service())
          .hasSize(SERVICES)
          .doesNotHaveDuplicates();
      assertThat(KafkaValues.read(client, TOPICS.incidents(), Incident.class))
          .extracting(Incident::id)
          .hasSize(SERVICES)
          .doesNotHaveDuplicates();
      for (int threads = 1; threads <= 3; threads++) {
        ReplayOutcome replayed = replay(client, threads);
        assertThat(replayed.incidents()).hasSize(SERVICES).isEqualTo(replayed.recorded());
      }
    }
  }

  /** The same again from the record alone, in which nobody was killed. */
  private static ReplayOutcome replay(Map<String, Object> client, int threads) {
    ReplayPlan plan =
        new ReplayPlan(
            Optional.empty(),
            RuleBook.standard(),
            Dependencies.NONE,
            Instant.MIN,
            Instant.MAX,
            threads,
            0);
    try (TopicSource source = TopicSource.open(client, TOPICS, RecordRange.ALL)) {
      return new Replay(plan, source, ReplayListener.NONE).run((records, at, share) -> {});
    }
  }

  private void crashAllWhileDetectionIsKilled(Map<String, Object> client) throws Exception {
    Process detection = start(client);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
      for (int restart = 0; restart < KILLS; restart++) {
        for (int service = 0; service < SERVICES; service++) {
          crash(producer, new Subject("host1", "shop", "service" + service));
        }
        int awaited = restart < KILLS - 1 ? 0 : SERVICES / 3;
        await()
            .pollDelay(Duration.ofMillis(2_000 + random.nextInt(1_500)))
            .atMost(LIMIT)
            .until(() -> KafkaValues.findings(client, TOPICS.findings()).size() >= awaited);
        detection.destroyForcibly().waitFor();
        detection = start(client);
      }
      await()
          .pollInterval(Duration.ofSeconds(1))
          .atMost(LIMIT)
          .until(
              () -> {
                beat(producer);
                return KafkaValues.read(client, TOPICS.incidents(), Incident.class).size()
                    >= SERVICES;
              });
    } finally {
      detection.destroyForcibly().waitFor();
    }
  }

  /** As a collector does: what is found of the past waits until all has been read so far. */
  private void beat(KafkaProducer<String, byte[]> producer) throws Exception {
    now = now.plusSeconds(1);
    byte[] heartbeat = Wire.write(new Heartbeat(now, "host1"));
    List<String> topics =
        List.of(TOPICS.events(), TOPICS.logs(), TOPICS.stats(), TOPICS.containers());
    for (String topic : topics) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer
            .send(new ProducerRecord<>(topic, partition, now.toEpochMilli(), "host1", heartbeat))
            .get();
      }
    }
  }

  private void crash(KafkaProducer<String, byte[]> producer, Subject subject) throws Exception {
    for (String action : List.of("die", "start")) {
      now = now.plusMillis(100);
      EngineEvent event = event(subject, action);
      producer
          .send(
              new ProducerRecord<>(
                  TOPICS.events(), null, now.toEpochMilli(), subject.key(), Wire.write(event)))
          .get();
    }
  }

  private EngineEvent event(Subject subject, String action) {
    boolean died = action.equals("die");
    return new EngineEvent(
        now,
        subject,
        "container",
        action,
        new ContainerRef("id-" + subject.service(), subject.service() + "-1", "shop:1"),
        null,
        Map.of(),
        new ContainerTraits(
            new RestartPolicy("always", 0),
            false,
            false,
            false,
            Duration.ofSeconds(10),
            null,
            Map.of()),
        died ? new EngineEvent.Exit(3, false, "", List.of("bye")) : null,
        null,
        false);
  }

  private Process start(Map<String, Object> client) throws IOException {
    File log = data.resolve("detection.log").toFile();
    return DetectionProcess.command(client, data.resolve("state"), List.of())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }
}
