package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.engine.EngineAddress;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.RestrainedEngineClient;
import io.tocsin.collector.inventory.Selection;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containers really do, as it arrives in the sink. */
@Tag("engine")
class CollectorOnAnEngineTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path data;
  private final TestEngine engine = new TestEngine("coll-t" + ProcessHandle.current().pid());
  private final RecordingSink sink = new RecordingSink();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EngineAddress address = EngineAddress.parse(TestEngine.URL, null);
  private final EngineClient client = RestrainedEngineClient.connect(address, 100, registry);
  private Session session = open();

  private Session open() {
    CollectorConfig config =
        new CollectorConfig(
            Map.of(),
            Topics.DEFAULT,
            "host1",
            Path.of("unused"),
            CollectorConfig.Engine.FOUND,
            Selection.ALL,
            CollectorConfig.Bounds.DEFAULT);
    return new Session(config, new Session.Link(address, client, "host1"), sink, registry)
        .begin(null);
  }

  @BeforeEach
  void awaitHeartbeat() {
    await().atMost(SOON).until(() -> !sink.heartbeats().isEmpty());
  }

  @AfterEach
  void close() throws IOException {
    session.close();
    client.close();
    engine.close();
  }

  @Test
  void tellsEveryDeathOfACrashLoopWithItsCodeAndItsLastWords() {
    engine.run(
        "loop",
        create ->
            hostConfig(create.getHostConfig()).withRestartPolicy(RestartPolicy.alwaysRestart()),
        "sh",
        "-c",
        "echo starting; echo no module netra >&2; exit 3");

    // A death is not kept back for its words where the engine is slow to tell them.
    await().atMost(SOON).until(() -> dies("loop").stream().filter(this::hasWords).count() >= 2);

    assertThat(dies("loop"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            die -> {
              EngineEvent.Exit exit = Objects.requireNonNull(die.exit());
              assertThat(exit.code()).isEqualTo(3);
              assertThat(exit.oomKilled()).isFalse();
            });
    assertThat(dies("loop").stream().filter(this::hasWords))
        .allSatisfy(die -> assertThat(die.attributes()).containsEntry("restarting", "true"));
    assertThat(actions("loop").subList(0, 4)).containsExactly("create", "start", "die", "start");
  }

  private boolean hasWords(EngineEvent die) {
    return die.exit() != null && die.exit().logs().contains("no module netra");
  }

  @Test
  void tellsAKillForMemory() {
    engine.run(
        "oom",
        create ->
            hostConfig(create.getHostConfig()).withMemory(16L << 20).withMemorySwap(16L << 20),
        "sh",
        "-c",
        "sleep 1; tail /dev/zero");

    await().atMost(SOON).until(() -> !dies("oom").isEmpty());

    EngineEvent die = dies("oom").get(0);
    assertThat(Objects.requireNonNull(die.exit()).oomKilled()).isTrue();
    assertThat(die.exit().code()).isEqualTo(137);
    assertThat(actions("oom")).contains("oom");
    assertThat(sink.samples(engine.name("oom")))
        .isNotEmpty()
        .allSatisfy(
            sample -> {
              assertThat(sample.source()).isEqualTo("cgroup");
              assertThat(Objects.requireNonNull(sample.memory().limit()).value())
                  .isEqualTo(16L << 20);
            });
  }

  @Test
  void tellsThatAContainerTurnedUnhealthyAndWhatItsProbeSaid() {
    HealthCheck check =
        new HealthCheck()
            .withTest(List.of("CMD-SHELL", "echo password=hunter2 refused; test -f /tmp/well"))
            .withInterval(200_000_000L)
            .withTimeout(1_000_000_000L)
            .withRetries(2);
    engine.run("ill", create -> create.withHealthcheck(check), "sleep", "100");

    await().atMost(SOON).until(() -> !sink.events(engine.name("ill"), "health_status").isEmpty());

    EngineEvent.Health health =
        Objects.requireNonNull(sink.events(engine.name("ill"), "health_status").get(0).health());
    assertThat(health.status()).isEqualTo("unhealthy");
    assertThat(health.failingStreak()).isGreaterThanOrEqualTo(2);
    assertThat(health.output()).isEqualTo("password=[redacted] refused");
    assertThat(sink.events(engine.name("ill")))
        .filteredOn(event -> event.action().startsWith("exec_"))
        .allSatisfy(
            event ->
                assertThat(event.attributes()).containsEntry(EngineEvent.HEALTH_PROBE, "true"));
  }

  /** Behind a word on its own the engine writes a blank. */
  @Test
  void knowsAProbeOfOneWordAsOne() {
    HealthCheck check =
        new HealthCheck()
            .withTest(List.of("CMD", "true"))
            .withInterval(200_000_000L)
            .withTimeout(1_000_000_000L);
    engine.run("well", create -> create.withHealthcheck(check), "sleep", "100");

    await().atMost(SOON).until(() -> sink.events(engine.name("well"), "exec_create").size() > 2);

    assertThat(sink.events(engine.name("well"), "exec_create"))
        .allSatisfy(
            event ->
                assertThat(event.attributes()).containsEntry(EngineEvent.HEALTH_PROBE, "true"));
  }

  @Test
  void tellsAForcedRemovalInItsOrder() {
    String id = engine.run("forced", create -> {}, "sleep", "100");
    engine.remove(id);

    await().atMost(SOON).until(() -> actions("forced").contains("destroy"));

    assertThat(actions("forced")).containsExactly("create", "start", "kill", "die", "destroy");
    await().atMost(SOON).until(() -> sink.tombstones().contains(id));
    assertThat(sink.facts(engine.name("forced")).stream().map(ContainerFacts::state))
        .endsWith(ContainerFacts.REMOVED);
  }

  @Test
  void tellsWhatWasChangedWhileItRan() {
    String id = engine.run("changed", create -> {}, "sleep", "100");
    engine.limit(id, 96L << 20);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(sink.facts(engine.name("changed")))
                    .last()
                    .extracting(facts -> facts.limits().memory())
                    .isEqualTo(new Bytes(96L << 20)));
  }

  @Test
  void publishesEachLineOnceAcrossRestarts() {
    String id =
        engine.run(
            "chatty",
            create -> create.withLabels(TestEngine.compose("shop", "chatty")),
            "sh",
            "-c",
            "for i in $(seq 200); do echo out $i; echo err $i >&2; done; sleep 100");
    await().atMost(SOON).until(() -> sink.lines("chatty").size() >= 400);

    engine.docker().restartContainerCmd(id).withTimeout(0).exec();

    await().atMost(SOON).until(() -> sink.lines("chatty").size() >= 800);
    assertThat(sink.lines("chatty")).hasSize(800).doesNotHaveDuplicates();
    assertThat(sink.lines("chatty"))
        .filteredOn(line -> line.stream() == LogLine.Stream.STDERR)
        .hasSize(400);
  }

  @Test
  void joinsLongLinesAndReadsTerminals() {
    String script = "printf 'a%.0s' $(seq 40000); echo; echo end";
    engine.run("long", create -> {}, "sh", "-c", script);
    engine.run("tty", create -> create.withTty(true), "sh", "-c", script);

    await().atMost(SOON).until(() -> sink.lines(engine.name("long")).size() == 2);
    await().atMost(SOON).until(() -> sink.lines(engine.name("tty")).size() == 2);
    assertThat(sink.lines(engine.name("long")).get(0).line()).isEqualTo("a".repeat(40_000));
    assertThat(sink.lines(engine.name("tty")).get(0).line().stripTrailing())
        .isEqualTo("a".repeat(40_000));
  }

  @Test
  void tellsAStartThatTheEngineRefusedButNotAMereCreation() {
    engine.create("created", create -> {}, "sleep", "1");
    String id = engine.create("refused", create -> {}, "/no/such/command");
    try {
      engine.docker().startContainerCmd(id).exec();
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("no such file");
    }

    await()
        .atMost(SOON)
        .until(() -> !sink.events(engine.name("refused"), "start-failed").isEmpty());

    EngineEvent event = sink.events(engine.name("refused"), "start-failed").get(0);
    assertThat(Objects.requireNonNull(event.exit()).code()).isEqualTo(127);
    assertThat(event.exit().error()).contains("/no/such/command");
    assertThat(sink.events(engine.name("created"), "start-failed")).isEmpty();
  }

  @Test
  void introducesAContainerWithTheHealthOfItsDependenciesUntilItIsRemoved() {
    HealthCheck never =
        new HealthCheck().withTest(List.of("CMD", "false")).withStartPeriod(60_000_000_000L);
    engine.run(
        "db",
        create ->
            create.withHealthcheck(never).withLabels(TestEngine.compose("coll-shop", "coll-db")),
        "sleep",
        "100");
    Map<String, String> labels =
        new java.util.HashMap<>(TestEngine.compose("coll-shop", "coll-web"));
    labels.put("com.docker.compose.depends_on", "coll-db:service_started:false,gone");
    String id = engine.run("web", create -> create.withLabels(labels), "sh", "-c", "exit 3");

    await().atMost(SOON).until(() -> !sink.events("coll-web", "die").isEmpty());

    EngineEvent start = sink.events("coll-web", "start").get(0);
    assertThat(start.attributes())
        .containsEntry(
            EngineEvent.DEPENDENCIES,
            "coll-db:service_started:starting,gone:service_started:absent");
    await()
        .atMost(SOON)
        .until(() -> sink.introductions("coll-web").stream().anyMatch(f -> hasEnded(f, 3)));
    engine.remove(id);
    await()
        .atMost(SOON)
        .until(
            () ->
                sink.introductions("coll-web").stream()
                    .anyMatch(f -> f.state().equals(ContainerFacts.REMOVED)));
  }

  private static boolean hasEnded(ContainerFacts facts, int code) {
    return facts.run() != null
        && Objects.equals(facts.run().exitCode(), code)
        && facts.dependsOn().get(0).wasUnready();
  }

  @Test
  void tellsAtItsVeryFirstStartWhatIsUnhealthyAlready() {
    HealthCheck check =
        new HealthCheck()
            .withTest(List.of("CMD-SHELL", "echo refused; exit 1"))
            .withInterval(200_000_000L)
            .withRetries(1);
    engine.run("ill", create -> create.withHealthcheck(check), "sleep", "100");
    await().atMost(SOON).until(() -> !sink.events(engine.name("ill"), "health_status").isEmpty());
    session.close();
    int before = sink.events(engine.name("ill"), "health_status").size();

    session = open();

    await()
        .atMost(SOON)
        .until(() -> sink.events(engine.name("ill"), "health_status").size() > before);
    EngineEvent told = sink.events(engine.name("ill"), "health_status").get(before);
    assertThat(told.reconciled()).isTrue();
    assertThat(Objects.requireNonNull(told.health()).status()).isEqualTo("unhealthy");
    assertThat(told.health().output()).isEqualTo("refused");
  }

  @Test
  void countsTheHostAtTheStart() {
    await().atMost(SOON).until(() -> sink.all().stream().anyMatch(EngineFacts.class::isInstance));

    EngineFacts facts =
        (EngineFacts)
            sink.all().stream().filter(EngineFacts.class::isInstance).findFirst().orElseThrow();
    assertThat(facts.cpus()).isPositive();
    assertThat(Objects.requireNonNull(facts.memory()).value()).isGreaterThan(1L << 30);
    assertThat(facts.storage()).isNotNull();
  }

  private List<EngineEvent> dies(String name) {
    return sink.events(engine.name(name), "die");
  }

  private List<String> actions(String name) {
    return sink.events(engine.name(name)).stream().map(EngineEvent::action).toList();
  }

  private static HostConfig hostConfig(@org.jspecify.annotations.Nullable HostConfig config) {
    return Objects.requireNonNull(config);
  }
}
