package io.tocsin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wire formats are contracts: a change that alters one of these files breaks everybody who
 * reads the topics or the webhook.
 */
class GoldenFilesTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123456789Z");
  private static final Subject BACKEND = new Subject("host1", "netra", "backend");
  private static final ContainerRef CONTAINER =
      new ContainerRef("0123456789abcdef".repeat(4), "netra-backend-1", "netra/backend:42");
  private static final ContainerTraits TRAITS =
      new ContainerTraits(
          new RestartPolicy("on-failure", 5),
          false,
          false,
          false,
          Duration.ofSeconds(10),
          Bytes.parse("1GiB"),
          Map.of("restart-rate.window", "5m"));

  static List<Arguments> records() {
    return List.of(
        Arguments.of("event-die", event()),
        Arguments.of("event-health", health()),
        Arguments.of("log", log()),
        Arguments.of("sample", sample()),
        Arguments.of("container", facts()),
        Arguments.of("container-introduced", introduction()),
        Arguments.of("engine", engine()),
        Arguments.of("event-start", start()),
        Arguments.of(
            "rules",
            new RulesInForce(
                Instant.parse("2026-11-21T10:00:00Z"),
                Map.of(
                    "nervous",
                    Map.of(
                        "detector", "restart-rate",
                        "restarts", "1",
                        "window", "10m",
                        "where", Map.of("stack", "shop"))))),
        Arguments.of(
            "edge",
            new LearnedDependency(
                AT,
                BACKEND,
                "netra",
                "db",
                0.9,
                AT.minusSeconds(86_400),
                AT.plusSeconds(7 * 86_400),
                "could not connect to db:5432: Connection refused")),
        Arguments.of(
            "silence",
            new Silence(
                "7f3a9c",
                List.of("stack=shop", "severity=warning"),
                AT,
                AT.plusSeconds(7_200),
                "ann",
                "the cache moves",
                AT.plusSeconds(3_600),
                "bob")),
        Arguments.of("ack", new Acknowledgement("netra-backend-1", "ann", AT, "on it", 1)),
        Arguments.of("heartbeat", new Heartbeat(AT, "host1")),
        Arguments.of("progress", new Progress("host1", "logs", 3, AT, 19, true)),
        Arguments.of(
            "gap",
            new Gap(AT, BACKEND, "logs", AT.minusSeconds(60), AT, 12, "its log was rotated away")),
        Arguments.of("finding", finding()),
        Arguments.of("incident", incident()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void areWrittenAsTheGoldenFileSays(String name, Object value) throws IOException {
    JsonNode written = Wire.mapper().readTree(Wire.write(value));

    assertThat(written.toPrettyString()).isEqualTo(golden(name).toPrettyString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void areReadBackAsTheyWere(String name, Object value) throws IOException {
    byte[] json = Wire.mapper().writeValueAsBytes(golden(name));

    Object read =
        value instanceof Telemetry ? Wire.readTelemetry(json) : Wire.read(json, value.getClass());

    assertThat(read).isEqualTo(value);
  }

  @Test
  void anIntroductionIsReadByThoseWhoKnowNoRuns() throws IOException {
    ContainerFacts old = (ContainerFacts) Wire.readTelemetry(Wire.write(facts()));

    assertThat(old.run()).isNull();
    assertThat(old.dependsOn()).allMatch(dependency -> dependency.healthAtStart() == null);
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      assertThat(in).as("golden file %s.json", name).isNotNull();
      return Wire.mapper().readTree(in);
    }
  }

  private static EngineEvent event() {
    return new EngineEvent(
        AT,
        BACKEND,
        "container",
        "die",
        CONTAINER,
        null,
        Map.of("exitCode", "3"),
        TRAITS,
        new EngineEvent.Exit(3, false, "", List.of("ModuleNotFoundError: No module named 'netra'")),
        null,
        false);
  }

  private static EngineEvent health() {
    return new EngineEvent(
        AT,
        BACKEND,
        "container",
        "health_status",
        CONTAINER,
        null,
        Map.of(),
        TRAITS,
        null,
        new EngineEvent.Health("unhealthy", 3, "connection refused"),
        true);
  }

  private static LogLine log() {
    return new LogLine(
        AT,
        BACKEND,
        "netra-backend-1",
        "0123456789ab",
        LogLine.Stream.STDERR,
        "ERROR \u001b[31m\"quoted\"\u001b[0m \u0000 ünïcode 🔔",
        true,
        Map.of("error-spike.minimum", "20"));
  }

  private static ResourceSample sample() {
    return new ResourceSample(
        AT,
        BACKEND,
        CONTAINER,
        "cgroup",
        new ResourceSample.Memory(new Bytes(900), new Bytes(950), new Bytes(1024)),
        new ResourceSample.Cpu(123_456_789, 100, 26, 5_000_000),
        new ResourceSample.Pids(12, 100L),
        new ResourceSample.Network(new Bytes(1), new Bytes(2)),
        null);
  }

  private static ContainerFacts facts() {
    return new ContainerFacts(
        AT,
        BACKEND,
        CONTAINER,
        "sha256:abc",
        "running",
        AT.minusSeconds(5),
        AT.minusSeconds(4),
        TRAITS,
        new ContainerFacts.Limits(Bytes.parse("1GiB"), 0.5, 100L),
        new ContainerFacts.HealthCheck(
            Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ZERO, 3, "/bin/probe"),
        List.of(new ContainerFacts.Dependency("db", "service_healthy")),
        Map.of("com.docker.compose.project", "netra"),
        List.of("netra_default"),
        List.of("python", "-m", "netra"),
        List.of("HOME", "PATH"),
        null,
        List.of("bind /srv/netra:/etc/netra:ro", "volume netra_data:/data"),
        List.of("172.18.0.3", "api"));
  }

  private static ContainerFacts introduction() {
    return new ContainerFacts(
        AT,
        BACKEND,
        CONTAINER,
        "sha256:abc",
        "exited",
        AT.minusSeconds(5),
        AT.minusSeconds(4),
        TRAITS,
        new ContainerFacts.Limits(Bytes.parse("1GiB"), null, null),
        null,
        List.of(
            new ContainerFacts.Dependency("cache", "service_started", "none"),
            new ContainerFacts.Dependency("db", "service_healthy", "starting")),
        Map.of("com.docker.compose.project", "netra"),
        List.of(),
        List.of(),
        List.of(),
        new ContainerFacts.Run(AT.minusSeconds(1), 3, "unhealthy", 2));
  }

  private static EngineFacts engine() {
    return new EngineFacts(
        AT,
        Subject.ofEngine("host1"),
        "20.10.24",
        4,
        Bytes.parse("8GiB"),
        new EngineFacts.Storage(
            new EngineFacts.Amount(12, Bytes.parse("3GiB")),
            new EngineFacts.Amount(1, new Bytes(4096)),
            new EngineFacts.Amount(2, Bytes.parse("512MiB")),
            new EngineFacts.Amount(0, new Bytes(0))),
        List.of(
            new EngineFacts.Row(
                BACKEND,
                "netra-backend-1",
                "exited",
                AT.minusSeconds(60),
                true,
                TRAITS,
                List.of(new ContainerFacts.Dependency("db", "service_started")))));
  }

  private static EngineEvent start() {
    return new EngineEvent(
        AT,
        BACKEND,
        "container",
        "start",
        CONTAINER,
        null,
        Map.of(EngineEvent.DEPENDENCIES, "cache:service_started:none,db:service_healthy:starting"),
        TRAITS,
        null,
        null,
        false);
  }

  private static Finding finding() {
    return new Finding(
        "f1",
        "restart-rate",
        "restart-rate",
        BACKEND,
        "netra-backend-1",
        Severity.CRITICAL,
        Finding.State.RESOLVED,
        AT,
        AT.plusSeconds(2),
        AT.plusSeconds(9),
        AT.plusSeconds(9),
        5,
        3,
        "restarts",
        Duration.ofMinutes(10),
        "restarted 5 times in 10 min",
        Map.of("exitCode", 3, "logs", List.of("boom")));
  }

  private static Incident incident() {
    return new Incident(
        Incident.SCHEMA,
        "i1",
        2,
        Incident.State.OPEN,
        Severity.CRITICAL,
        "backend is in a restart loop",
        "host1",
        "netra",
        AT,
        AT.plusSeconds(2),
        AT.plusSeconds(9),
        null,
        new Incident.Cause("backend", "netra-backend-1", "restart-rate", "exits with 3", 0.93),
        List.of(
            new Incident.Candidate(
                "backend",
                0.93,
                46,
                List.of(
                    new Incident.Reason(36, "restart-rate: restarted 5 times in 10 min"),
                    new Incident.Reason(10, "nothing began before it")))),
        List.of(new Incident.Step("backend", "it exits with code 3", List.of("exit code 3"))),
        List.of("backend", "frontend"),
        List.of(Incident.Observation.of(finding())),
        List.of(
            new Incident.Change(
                AT.minusSeconds(40),
                "backend",
                "image",
                "a",
                "b",
                "netra-backend-1",
                AT.minusSeconds(42)),
            new Incident.Change(AT.minusSeconds(90), "db", "memory limit", null, "1 GiB")),
        List.of("Read the last lines of its log."),
        Map.of("console", "http://127.0.0.1:7171/incidents/i1"),
        Duration.ofSeconds(9),
        new Incident.Recurrence(1, 2, "i0", AT.minusSeconds(3600)),
        "i0",
        new Acknowledgement("i1", "ann", AT.plusSeconds(5), "", 0),
        Duration.ofMinutes(15));
  }
}
