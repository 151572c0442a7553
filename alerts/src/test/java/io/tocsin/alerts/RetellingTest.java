package io.tocsin.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.alerts.policy.Matchers;
import io.tocsin.alerts.policy.Route;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetellingTest {
  private static final Instant RUN = Instant.parse("2026-11-23T08:15:30Z");

  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posts.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void marksWhatItTellsSoThatNobodyTakesItForTheLiveOne() throws Exception {
    try (Retelling retelling = new Retelling(receiver(), RUN)) {
      Incident live = Incidents.resolved("3f9a", 4);
      Incident told = retelling.of(List.of(live)).get(0);

      assertThat(retelling.tell(told, RUN)).isInstanceOf(Reply.Accepted.class);

      JsonNode body = Wire.mapper().readTree(posts.get(0));
      assertThat(body.path("id").asText()).isEqualTo("replay-20261123T081530Z-3f9a");
      assertThat(body.path("title").asText()).isEqualTo("Replay: " + live.title());
      assertThat(body.path("state").asText()).isEqualTo("resolved");
      assertThat(body.path("links")).isEmpty();
      assertThat(ids).containsExactly("replay-20261123T081530Z-3f9a.4");
    }
  }

  @Test
  void tellsOfWhatEndedLongAgoButOfNoInformation() {
    try (Retelling retelling = new Retelling(receiver(), RUN.plus(Duration.ofDays(400)))) {
      List<Incident> told =
          retelling.of(
              List.of(
                  Incidents.resolved("old", 2),
                  Incidents.open("open", 1),
                  Incidents.open("info", 1, Severity.INFO)));

      assertThat(told).extracting(Incident::title).hasSize(2);
      assertThat(told).extracting(Incident::id).noneMatch(id -> id.endsWith("info"));
    }
  }

  @Test
  void keepsToWhatTheReceiverIsToldOf() {
    Route route = new Route(List.of(), List.of(Matchers.parse("stack=netra")));
    ReceiverConfig receiver = receiver();
    ReceiverConfig routed = new ReceiverConfig(receiver.kind(), receiver.given(), route);

    try (Retelling retelling = new Retelling(routed, RUN)) {
      assertThat(retelling.of(List.of(Incidents.open("i1", 1)))).isEmpty();
    }
  }

  @Test
  void leavesAReceiverAloneForAsLongAsItAsks() throws Exception {
    status = 503;
    try (Retelling retelling = new Retelling(receiver(), RUN)) {
      Incident told = retelling.of(List.of(Incidents.open("i1", 1))).get(0);

      assertThat(retelling.tell(told, RUN)).isInstanceOf(Reply.Failed.class);

      assertThat(retelling.free()).isAfterOrEqualTo(RUN.plusSeconds(7));
    }
  }

  private ReceiverConfig receiver() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    return ReceiverConfig.of("webhooks", Map.of("url", url));
  }
}
