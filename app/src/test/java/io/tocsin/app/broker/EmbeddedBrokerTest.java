package io.tocsin.app.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.app.incidents.IncidentFeed;
import io.tocsin.app.incidents.IncidentSnapshot;
import io.tocsin.app.incidents.IncidentView;
import io.tocsin.app.incidents.SampleIncidents;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real brokers, really killed. */
class EmbeddedBrokerTest {
  private static final TopicLayout LAYOUT = new TopicLayout(Topics.DEFAULT, 2, (short) 1);

  @TempDir private Path data;

  @Test
  void keepsItsRecordsOverARestart() throws Exception {
    try (EmbeddedBroker broker = start()) {
      assertThat(setUp(broker.bootstrapServers(), LAYOUT))
          .contains("docker.events", "docker.containers", "tocsin.incidents");
      publish(broker.bootstrapServers(), SampleIncidents.open("a"));
    }

    try (EmbeddedBroker broker = start()) {
      assertThat(setUp(broker.bootstrapServers(), LAYOUT)).isEmpty();
      assertThat(ids(broker.bootstrapServers())).containsExactly("a");
    }
  }

  @Test
  void losesNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
    Process process = process();
    String servers = awaitReady(process);
    setUp(servers, LAYOUT);
    publish(servers, SampleIncidents.open("a"));
    process.destroyForcibly().waitFor();

    Instant begin = Instant.now();
    try (EmbeddedBroker broker = start()) {
      assertThat(ids(broker.bootstrapServers())).containsExactly("a");
    }
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void namesTheProcessThatHasTheFolder() throws Exception {
    Process process = process();
    awaitReady(process);
    try {
      assertThatThrownBy(this::start)
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining("in use by another Tocsin (process " + process.pid() + ")");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void saysWhoHasAFolderWithoutChangingIt(@TempDir Path place) throws Exception {
    assertThat(FolderLock.holder(place)).isEmpty();
    assertThat(place).isEmptyDirectory();

    Process process = process();
    awaitReady(process);
    try {
      assertThat(FolderLock.holder(data)).contains("process " + process.pid());
      assertThatThrownBy(() -> EmbeddedBroker.mustBeFree(new BrokerOptions(data, 0, false)))
          .isInstanceOf(Unreachable.class);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(FolderLock.holder(data)).isEmpty();
  }

  @Test
  void noticesThatItsFolderWasRemovedOrReplaced(@TempDir Path place) throws Exception {
    Path folder = place.resolve("data");
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(lock.isThere()).isTrue();

      Files.move(folder, place.resolve("elsewhere"));
      assertThat(lock.isThere()).isFalse();

      FolderLock.take(folder).close();
      assertThat(lock.isThere()).isFalse();
    }
  }

  @Test
  void saysThatItsPortIsTakenOnlyIfThePortWasAskedFor() throws Exception {
    try (ServerSocket other =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      int taken = other.getLocalPort();

      assertThatThrownBy(
              () -> EmbeddedBroker.start(new BrokerOptions(data, taken, true), reason -> {}))
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining("port " + taken + " is taken");
      assertThat(BrokerPorts.choose(new BrokerOptions(data, taken, false)).broker())
          .isNotEqualTo(taken);
    }
  }

  @Test
  void takesTopicsAsTheyAreUnlessPartitionsWereAskedFor() throws Exception {
    try (EmbeddedBroker broker = start()) {
      setUp(broker.bootstrapServers(), LAYOUT);

      TopicLayout other = new TopicLayout(Topics.DEFAULT, 1, (short) 1, false);
      assertThat(setUp(broker.bootstrapServers(), other)).isEmpty();
    }
  }

  @Test
  void refusesTopicsWithOtherPartitionCounts() throws Exception {
    try (EmbeddedBroker broker = start()) {
      setUp(broker.bootstrapServers(), LAYOUT);

      assertThatThrownBy(
              () -> setUp(broker.bootstrapServers(), new TopicLayout(Topics.DEFAULT, 3, (short) 1)))
          .isInstanceOf(WrongUse.class)
          .hasMessageContaining("docker.events has 2 partitions, not 3");
    }
  }

  @Test
  void tellsALiveFeedOnlyWhatHappensFromNowOn() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    IncidentView view = new IncidentView(10);
    try (EmbeddedBroker broker = start()) {
      setUp(broker.bootstrapServers(), LAYOUT);
      publish(broker.bootstrapServers(), SampleIncidents.open("before"));
      try (IncidentFeed feed =
          IncidentFeed.start(
              client(broker.bootstrapServers()),
              Topics.DEFAULT,
              view,
              (now, before) -> told.add(now.id()))) {
        await().until(feed::isLive);
        publish(broker.bootstrapServers(), SampleIncidents.open("after"));
        await().until(() -> !told.isEmpty());
      }
    }

    assertThat(told).containsExactly("after");
    assertThat(view.list()).hasSize(2);
  }

  private EmbeddedBroker start() {
    return EmbeddedBroker.start(new BrokerOptions(data, 0, true), reason -> {});
  }

  private static Map<String, Object> client(String servers) {
    return Map.of("bootstrap.servers", servers);
  }

  private static List<String> setUp(String servers, TopicLayout layout) {
    try (Admin admin = Admin.create(client(servers))) {
      return new TopicSetup(admin, layout).run();
    }
  }

  private static void publish(String servers, Incident incident)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(client(servers), new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(Topics.DEFAULT.incidents(), incident.id(), Wire.write(incident)))
          .get();
    }
  }

  private static List<String> ids(String servers) {
    return IncidentSnapshot.read(client(servers), Topics.DEFAULT).stream()
        .map(Incident::id)
        .toList();
  }

  private Process process() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            data.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static String awaitReady(Process process) throws IOException {
    BufferedReader output = process.inputReader(UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(BrokerProcess.READY)) {
        return line.substring(BrokerProcess.READY.length());
      }
    }
    throw new IllegalStateException("the broker's process ended before it was ready");
  }
}
