package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Progress;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionTopologyTest {
  private static final Topics TOPICS = Topics.DEFAULT;
  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant wallClock = Events.T0;
  private DetectionConfig config;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    config = DetectionConfig.standard(Map.of(), folder);
    Topology topology = DetectionTopology.build(config, meters, () -> wallClock);
    driver = new TopologyTestDriver(topology, StreamsProperties.of(config), Events.T0);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void makesAnIncidentOfAFinding() {
    Events events = Events.of("backend").policy("always", 0).start();
    events.after(5).crash(3, 0.1).after(5).crash(3, 0.2).after(5).crash(3, 0.4);

    events.list().forEach(event -> publish(TOPICS.events(), event));

    List<Incident> incidents = incidents();
    assertThat(incidents).hasSize(1);
    Incident incident = incidents.get(0);
    assertThat(incident.title()).isEqualTo("backend is in a restart loop (exit code 3)");
    assertThat(incident.cause().detector()).isEqualTo("restart-rate");
    assertThat(incident.stack()).isEqualTo("shop");
    assertThat(incident.revision()).isEqualTo(1);
  }

  @Test
  void resolvesOnHeartbeatsAlone() {
    EngineEvent oom = Events.of("db").limit("64MiB").action("oom").list().get(0);
    publish(TOPICS.events(), oom);

    for (int second = 1; second <= 301; second++) {
      publish(TOPICS.events(), new Heartbeat(Events.T0.plusSeconds(second), "host1"));
    }

    assertThat(incidents())
        .extracting(Incident::state, Incident::revision)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Incident.State.OPEN, 1),
            // it has lived on: that is no new revision
            org.assertj.core.groups.Tuple.tuple(Incident.State.OPEN, 1),
            org.assertj.core.groups.Tuple.tuple(Incident.State.RESOLVED, 2));
  }

  @Test
  void refusesWhatCannotBeReadAndGoesOn() {
    TestInputTopic<byte[], byte[]> events = input(TOPICS.events());
    events.pipeInput(
        new byte[] {1}, "{\"schema\":\"tocsin.event.v1\"".getBytes(StandardCharsets.UTF_8));
    events.pipeInput(new byte[] {1}, new byte[] {0, 1, 2});
    events.pipeInput(
        new byte[] {1}, "{\"schema\":\"tocsin.event.v9\"}".getBytes(StandardCharsets.UTF_8));
    publish(TOPICS.events(), Events.of("db").action("oom").list().get(0));

    List<TestRecord<byte[], byte[]>> dead = output(TOPICS.deadLetters()).readRecordsToList();

    assertThat(dead).hasSize(3);
    Header reason = dead.get(0).headers().lastHeader(DeadLetter.REASON);
    assertThat(new String(reason.value(), StandardCharsets.UTF_8)).isEqualTo("unreadable");
    assertThat(
            meters
                .counter("tocsin.dead.letters", "stage", "events", "reason", "unreadable")
                .count())
        .isEqualTo(3);
    assertThat(incidents()).hasSize(1);
  }

  /** The hook is internal to Kafka Streams: state is written within the commit, or it is lost. */
  @Test
  void writesItsStateWithEachCommit() {
    Events events = Events.of("backend").policy("always", 0).start().at(5).die(3);
    events.list().forEach(event -> publish(TOPICS.events(), event));

    List<String> keys =
        output("tocsin-detect-events-detectors-state-changelog").readKeyValuesToList().stream()
            .map(entry -> new String(entry.key, StandardCharsets.UTF_8))
            .toList();

    assertThat(keys).contains("host1/shop/backend/restart-rate", "host1/shop/backend/exited");
  }

  @Test
  void refusesTimesThatCannotBe() {
    Heartbeat future = new Heartbeat(Events.T0.plusSeconds(200_000), "host1");
    input(TOPICS.events()).pipeInput(new byte[] {1}, Wire.write(future), Events.T0);

    assertThat(output(TOPICS.deadLetters()).readRecordsToList()).hasSize(1);
  }

  @Test
  void saysThatAHostIsSilentByTheWallClockAlone() {
    publish(TOPICS.events(), new Heartbeat(Events.T0, "host1"));

    passWallClock(60);
    List<Incident> silent = incidents();
    publish(TOPICS.events(), new Heartbeat(Events.T0.plusSeconds(70), "host1"));

    assertThat(silent).extracting(Incident::title).containsExactly("host1 has stopped reporting");
    assertThat(incidents()).extracting(Incident::state).containsExactly(Incident.State.RESOLVED);
  }

  @Test
  void changesRulesWithTheFirstRecordOfTheirTime() {
    RuleBook without = RuleBook.read(Map.of("oom-kill", false)).book();
    config.rules().add(Events.T0.plusSeconds(10), without);

    publish(TOPICS.events(), Events.of("a").at(9).action("oom").list().get(0));
    publish(TOPICS.events(), Events.of("b").at(10).action("oom").list().get(0));

    assertThat(findings())
        .extracting(finding -> finding.subject().service(), Finding::isFiring)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", true),
            org.assertj.core.groups.Tuple.tuple("a", false));
  }

  @Test
  void isTheApprovedTopology() throws IOException {
    Topology topology = DetectionTopology.build(DetectionConfig.standard(Map.of(), folder));
    String described = topology.describe().toString();
    // To approve a change: cp streams/target/topology.txt streams/src/test/resources/
    Files.writeString(Path.of("target/topology.txt"), described);

    assertThat(described).isEqualTo(Files.readString(Path.of("src/test/resources/topology.txt")));
  }

  @Test
  void namesTheTopicsThatKafkaStreamsMakesForItself() {
    DetectionConfig config = DetectionConfig.standard(Map.of(), folder);
    Set<String> described = new TreeSet<>();
    for (Subtopology part : DetectionTopology.build(config).describe().subtopologies()) {
      for (Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Processor processor) {
          processor.stores().forEach(store -> described.add(store + "-changelog"));
        } else if (node instanceof Sink sink && sink.topic().endsWith("-repartition")) {
          described.add(sink.topic());
        }
      }
    }

    assertThat(InternalTopics.of("app", true).keySet())
        .containsExactlyInAnyOrderElementsOf(
            described.stream().map(name -> "app-" + name).toList());
  }

  private void passWallClock(int seconds) {
    for (int i = 0; i < seconds; i += 5) {
      wallClock = wallClock.plusSeconds(5);
      driver.advanceWallClockTime(java.time.Duration.ofSeconds(5));
    }
  }

  private void publish(String topic, Telemetry record) {
    byte[] key = record.subject().key().getBytes(StandardCharsets.UTF_8);
    input(topic).pipeInput(key, Wire.write(record), record.at());
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private List<Incident> incidents() {
    return output(TOPICS.incidents()).readValuesToList().stream()
        .map(json -> Wire.read(json, Incident.class))
        .toList();
  }

  List<Finding> findings() {
    return output(TOPICS.findings()).readValuesToList().stream()
        .filter(json -> !Progress.isProgress(json))
        .map(json -> Wire.read(json, Finding.class))
        .toList();
  }
}
