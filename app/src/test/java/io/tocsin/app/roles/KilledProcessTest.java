package io.tocsin.app.roles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.app.Tocsin;
import io.tocsin.app.demo.DemoContainer;
import io.tocsin.app.demo.DemoEngine;
import io.tocsin.collector.engine.EngineDiscovery;
import io.tocsin.telemetry.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole process is killed at random moments while containers are removed by force: before the
 * incident, in its middle, after it. Whatever the moment, each is told, and each once, but for the
 * moment between a receiver's answer and the ledger's record of it.
 */
@Tag("engine")
class KilledProcessTest {
  private static final int KILLS = 4;
  private static final int LATEST_KILL_MILLIS = 1_200;

  @TempDir private Path folder;
  private final Random random = new Random(7);

  @Test
  void losesNoIncidentAndRepeatsNone() throws Exception {
    try (DemoEngine engine = DemoEngine.open(EngineDiscovery.find(null, null).address().uri());
        WebhookRecorder webhook = new WebhookRecorder()) {
      Path configuration = configure(engine, webhook);
      List<String> removed = new ArrayList<>();
      for (int round = 0; round < KILLS; round++) {
        String service = "victim" + round;
        String id = engine.start(DemoContainer.service(service, service, "sleep 1000"));
        Process process = start(configuration);
        awaitReady(process);
        engine.removeByForce(id);
        removed.add(service);
        pause(random.nextInt(LATEST_KILL_MILLIS));
        process.destroyForcibly().waitFor();
      }
      Process last = start(configuration);
      try {
        await()
            .atMost(Duration.ofSeconds(40))
            .untilAsserted(() -> assertThat(told(webhook)).containsAll(removed));
      } finally {
        last.destroyForcibly().waitFor();
      }

      List<String> posts =
          webhook.posts().stream()
              .map(incident -> incident.id() + " " + incident.revision())
              .toList();
      assertThat(posts.size() - Set.copyOf(posts).size())
          .as("repeats: only a kill between the answer and the ledger can cause one: %s", posts)
          .isLessThanOrEqualTo(1);
    }
  }

  private static Set<String> told(WebhookRecorder webhook) {
    return webhook.posts().stream().map(Incident::stack).collect(Collectors.toSet());
  }

  /** The one moment here that is to be random, not awaited. */
  private static void pause(int millis) {
    await().pollDelay(Duration.ofMillis(millis + 1)).until(() -> true);
  }

  private void awaitReady(Process process) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(log(process)).contains("Ready after"));
  }

  private Path log(Process process) {
    return folder.resolve("log-" + process.pid());
  }

  private Process start(Path configuration) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path log = Files.createTempFile(folder, "out", ".log");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                Tocsin.class.getName(),
                "up",
                "--config",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Files.createSymbolicLink(log(process), log);
    return process;
  }

  private Path configure(DemoEngine engine, WebhookRecorder webhook) throws IOException {
    return Files.writeString(
        folder.resolve("tocsin.yml"),
        """
        data: %s
        http: "off"
        broker: {port: 0}
        collect: {include: {labels: ["%s"]}}
        receivers: {webhooks: [{url: "%s"}]}
        """
            .formatted(folder.resolve("data"), engine.scope(), webhook.url()),
        UTF_8);
  }
}
