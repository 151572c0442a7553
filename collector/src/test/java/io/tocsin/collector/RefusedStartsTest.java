package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.engine.EngineAddress;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.RestrainedEngineClient;
import io.tocsin.collector.inventory.Selection;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts that the engine refuses, in all the ways that people meet; and samples from the engine
 * itself, as they are taken where the host's files cannot be seen.
 */
@Tag("engine")
class RefusedStartsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ExposedPort WEB = ExposedPort.tcp(80);

  @TempDir Path data;
  @TempDir Path notTheHosts;
  private final TestEngine engine = new TestEngine("stats-t" + ProcessHandle.current().pid());
  private final RecordingSink sink = new RecordingSink();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EngineAddress address = EngineAddress.parse(TestEngine.URL, null);
  private final EngineClient client = RestrainedEngineClient.connect(address, 100, registry);
  private Session session;

  /** A collector in a container without the host's {@code /sys} and {@code /proc}. */
  @BeforeEach
  void open() {
    CollectorConfig config =
        new CollectorConfig(
            Map.of(),
            Topics.DEFAULT,
            "host1",
            data,
            new CollectorConfig.Engine(null, null, notTheHosts, notTheHosts),
            Selection.ALL,
            CollectorConfig.Bounds.DEFAULT);
    session =
        new Session(config, new Session.Link(address, client, "host1"), sink, registry).begin(null);
    await().atMost(SOON).until(() -> !sink.heartbeats().isEmpty());
  }

  @AfterEach
  void close() throws IOException {
    session.close();
    client.close();
    engine.close();
  }

  @Test
  void tellsOfAPortThatIsTaken() {
    PortBinding taken = PortBinding.parse("127.0.0.1:39872:80");
    engine.run("first", create -> published(create, taken), "sleep", "100");

    EngineEvent event = refused("second", create -> published(create, taken), "sleep", "100");

    assertThat(words(event)).contains("port is already allocated");
  }

  @Test
  void tellsOfACommandThatDoesNotExist() {
    EngineEvent event = refused("command", create -> {}, "/no/such/command");

    assertThat(words(event)).contains("/no/such/command");
    assertThat(Objects.requireNonNull(event.exit()).code()).isEqualTo(127);
  }

  @Test
  void tellsOfAMountThatDoesNotFit() {
    Consumer<CreateContainerCmd> fileOnFolder =
        create -> hostConfig(create).withBinds(Bind.parse("/etc/hostname:/tmp"));

    assertThat(words(refused("mount", fileOnFolder, "sleep", "100"))).contains("/etc/hostname");
  }

  @Test
  void tellsOfANetworkThatIsMissing() {
    Consumer<CreateContainerCmd> elsewhere =
        create -> hostConfig(create).withNetworkMode("stats-no-such-network");

    assertThat(words(refused("network", elsewhere, "sleep", "100")))
        .contains("stats-no-such-network");
  }

  @Test
  void samplesFromTheEngineWhereTheHostsFilesCannotBeRead() {
    engine.run("api", create -> hostConfig(create).withMemory(64L << 20), "sleep", "100");

    await().atMost(SOON).until(() -> sink.samples(engine.name("api")).size() >= 3);

    List<ResourceSample> samples = sink.samples(engine.name("api"));
    assertThat(samples)
        .allSatisfy(
            sample -> {
              assertThat(sample.source()).isEqualTo("api");
              assertThat(sample.memory().workingSet().value()).isBetween(1L, 64L << 20);
              assertThat(Objects.requireNonNull(sample.memory().limit()).value())
                  .isEqualTo(64L << 20);
              assertThat(sample.cpu().usageNanos()).isPositive();
            });
    assertThat(samples).extracting(ResourceSample::at).isSorted().doesNotHaveDuplicates();
  }

  private EngineEvent refused(String name, Consumer<CreateContainerCmd> how, String... command) {
    String id = engine.create(name, how, command);
    assertThatThrownBy(() -> engine.docker().startContainerCmd(id).exec())
        .isInstanceOf(RuntimeException.class);
    await().atMost(SOON).until(() -> !failures(name).isEmpty());
    return failures(name).get(0);
  }

  private List<EngineEvent> failures(String name) {
    return sink.events(engine.name(name), "start-failed");
  }

  private static String words(EngineEvent event) {
    return Objects.requireNonNull(event.exit()).error();
  }

  private static void published(CreateContainerCmd create, PortBinding port) {
    create.withExposedPorts(WEB);
    hostConfig(create).withPortBindings(port);
  }

  private static HostConfig hostConfig(CreateContainerCmd create) {
    return Objects.requireNonNull(create.getHostConfig());
  }
}
