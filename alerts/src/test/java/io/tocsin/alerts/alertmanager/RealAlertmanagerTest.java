package io.tocsin.alerts.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.delivery.HttpPost;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's own Alertmanager; left out, and said so, where it is not installed. */
class RealAlertmanagerTest {
  private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");

  @TempDir private Path folder;
  private @Nullable Process process;
  private URI url = URI.create("http://127.0.0.1:1");

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "prometheus-alertmanager is not installed");
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            "route: {receiver: none}\nreceivers: [{name: none}]\n");
    url = URI.create("http://127.0.0.1:" + freePort());
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + url.getPort())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> alerts().isArray());
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void showsAnIncidentWhileItLastsAndForgetsItWhenItIsOver() throws Exception {
    Instant now = Instant.now();

    assertThat(post(at(now, Incidents.open("i1", 1, Severity.WARNING)), now))
        .isEqualTo(new Reply.Accepted());
    await().untilAsserted(() -> assertThat(active()).containsExactly("i1 warning"));

    assertThat(post(at(now, Incidents.open("i1", 2, Severity.CRITICAL)), now))
        .isEqualTo(new Reply.Accepted());
    await().untilAsserted(() -> assertThat(active()).containsExactly("i1 critical"));

    assertThat(post(at(now, Incidents.resolved("i1", 3)), now)).isEqualTo(new Reply.Accepted());
    await().untilAsserted(() -> assertThat(active()).isEmpty());
  }

  @Test
  void takesHostileAndHugeTexts() throws Exception {
    Instant now = Instant.now();
    String hostile = "{{ .Labels }} \"},{\"x\":1 \u202e\u0000 <!channel>";

    assertThat(post(at(now, Incidents.saying(hostile)), now)).isEqualTo(new Reply.Accepted());
    assertThat(post(at(now, Incidents.huge(30, 1_000)), now)).isEqualTo(new Reply.Accepted());
  }

  private static Incident at(Instant now, Incident incident) {
    return Incidents.with(
        incident,
        body -> {
          body.put("startedAt", now.minusSeconds(60).toString());
          if (!incident.isOpen()) {
            body.put("resolvedAt", now.minusSeconds(1).toString());
          }
        });
  }

  private Reply post(Incident incident, Instant now) throws InterruptedException {
    return ReceiverConfig.of("alertmanager", Map.of("url", url.toString()))
        .receiver()
        .message(incident, now)
        .send(new HttpPost(Duration.ofSeconds(5), Runnable::run, InstantSource.system()));
  }

  private List<String> active() throws IOException {
    List<String> active = new ArrayList<>();
    for (JsonNode alert : alerts()) {
      active.add(
          alert.at("/labels/incident").asText() + ' ' + alert.at("/labels/severity").asText());
    }
    return active;
  }

  private JsonNode alerts() throws IOException {
    try (InputStream in = url.resolve("/api/v2/alerts?active=true").toURL().openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
