package io.tocsin.app.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.app.config.HeartbeatSettings;
import io.tocsin.app.health.Check;
import io.tocsin.app.health.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadMansSwitchTest {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isWell = new AtomicBoolean();
  private final AtomicInteger status = new AtomicInteger(200);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HttpServer server = server();

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void callsOnlyWhileAllIsWellAndSaysWhenItIsNot() {
    isWell.set(true);
    try (DeadMansSwitch lever = start(Duration.ofMillis(50))) {
      await().until(() -> calls.size() > 2);
      assertThat(calls).containsOnly("GET /ping/s3cr3t");

      isWell.set(false);
      await().until(() -> calls.contains("GET /ping/s3cr3t/fail"));

      isWell.set(true);
      int before = calls.size();
      await()
          .until(
              () ->
                  calls.subList(before, calls.size()).contains("GET /ping/s3cr3t")
                      && lever != null);
    }
  }

  @Test
  void saysNothingUntilAllIsWellOrTheStartTakesTooLong() {
    try (DeadMansSwitch lever = start(Duration.ofMillis(400))) {
      await().pollDelay(Duration.ofMillis(200)).until(() -> lever != null);
      assertThat(calls).isEmpty();

      await().until(() -> !calls.isEmpty());
      assertThat(calls.get(0)).isEqualTo("GET /ping/s3cr3t/fail");
    }
  }

  @Test
  void goesOnWhenItIsRefusedAndCountsIt() {
    status.set(500);
    isWell.set(true);
    try (DeadMansSwitch lever = start(Duration.ofMillis(50))) {
      await().until(() -> calls.size() > 2 && lever != null);
    }

    assertThat(registry.get("tocsin.heartbeat.calls").tag("outcome", "failed").counter().count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void putsFailBeforeTheQuery() {
    assertThat(DeadMansSwitch.failing(URI.create("https://h/a/b/?key=1")))
        .hasToString("https://h/a/b/fail?key=1");
    assertThat(DeadMansSwitch.failing(URI.create("https://h/a"))).hasToString("https://h/a/fail");
  }

  private DeadMansSwitch start(Duration every) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ping/s3cr3t");
    HeartbeatSettings settings = new HeartbeatSettings(url, every);
    assertThat(settings.toString()).doesNotContain("s3cr3t");
    return DeadMansSwitch.start(
        settings,
        () -> new Readiness(List.of(new Check("collector", isWell.get(), "…"))),
        registry);
  }

  private HttpServer server() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/",
          exchange -> {
            calls.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
