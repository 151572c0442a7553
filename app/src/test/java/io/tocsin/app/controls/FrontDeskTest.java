package io.tocsin.app.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.broker.RunningInstance;
import io.tocsin.app.config.HttpAddress;
import io.tocsin.app.health.Readiness;
import io.tocsin.app.http.Answers;
import io.tocsin.app.http.HttpServer;
import io.tocsin.app.incidents.IncidentFeed;
import io.tocsin.app.incidents.IncidentView;
import io.tocsin.app.incidents.SampleIncidents;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say over HTTP, down to the topic and back; on a real broker. */
class FrontDeskTest {
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir private Path data;
  private final IncidentView view = new IncidentView(10);
  private String console = "";

  @Test
  void keepsWhatPeopleSay() throws Exception {
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerOptions(data, 0, true), reason -> {})) {
      Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(kafka)) {
        new TopicSetup(admin, new TopicLayout(TOPICS, 2, (short) 1)).run();
      }
      AckKeys keys = AckKeys.in(data);
      ControlsDesk controls = new ControlsDesk(kafka, TOPICS);
      FrontDesk desk =
          new FrontDesk(
              new Silences(controls),
              new Acknowledgements(controls),
              keys,
              new FrontDesk.Whereabouts(broker.bootstrapServers(), ""));
      Answers answers =
          new Answers(() -> new Readiness(List.of()), () -> "", view, () -> Optional.of(desk));
      try (IncidentFeed feed = IncidentFeed.start(kafka, TOPICS, view, (now, before) -> {});
          HttpServer server =
              HttpServer.start(new HttpAddress("127.0.0.1", 0), answers, List.of())) {
        console = "http://127.0.0.1:" + server.port();
        publish(kafka, SampleIncidents.open("i1"));
        await().atMost(Duration.ofSeconds(60)).until(() -> feed.isLive() && isKnown());

        says(server, broker);
        acknowledges(keys);
        silences();
      }
    }
  }

  private static void says(HttpServer server, EmbeddedBroker broker) {
    assertThat(RunningInstance.ask(new HttpAddress("127.0.0.1", server.port())))
        .contains(new RunningInstance(broker.bootstrapServers(), ""));
  }

  private void acknowledges(AckKeys keys) throws Exception {
    String form = "author=ann&reason=rolling+back&key=";
    assertThat(get("/incidents/i1?key=x")).contains("<button>Acknowledge");
    assertThat(post("/incidents/i1/ack", FORM, form + "x")).isEqualTo(403);
    assertThat(post("/incidents/i1/ack", FORM, form + keys.of("i2"))).isEqualTo(403);
    assertThat(hand()).isEmpty();

    assertThat(post("/incidents/i1/ack", FORM, form + keys.of("i1"))).isEqualTo(303);
    await().atMost(Duration.ofSeconds(60)).until(() -> hand().isPresent());

    assertThat(hand().map(Acknowledgement::author)).contains("ann");
    assertThat(get("/")).contains("Acknowledged by ann", "rolling back");
    assertThat(get("/api/incidents")).contains("\"acknowledged\":{");
    assertThat(send(request("/api/incidents/i1/ack").DELETE())).isEqualTo(204);
    await().atMost(Duration.ofSeconds(60)).until(() -> hand().isEmpty());
    assertThat(post("/api/incidents/i1/ack", "application/json", "{\"author\": \"bob\"}"))
        .isEqualTo(201);
    assertThat(post("/api/incidents/none/ack", "application/json", "{}")).isEqualTo(404);
    await().atMost(Duration.ofSeconds(60)).until(() -> hand().isPresent());
  }

  private void silences() throws Exception {
    String wish = "{\"matchers\": [\"stack=shop\"], \"for\": \"2h\", \"author\": \"ann\"}";
    assertThat(post("/api/silences", "application/json", wish)).isEqualTo(201);
    String id = Wire.mapper().readTree(get("/api/silences")).get(0).get("id").asText();
    assertThat(send(request("/api/silences/" + id.substring(0, 3)).DELETE())).isEqualTo(200);
    assertThat(get("/api/silences")).isEqualTo("[]");
    assertThat(get("/api/silences?all=true")).contains("endedBy");
  }

  private boolean isKnown() {
    return view.find("i1").isPresent();
  }

  private Optional<Acknowledgement> hand() {
    return view.find("i1").map(Incident::acknowledged);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(console + path));
  }

  private int post(String path, String type, String body) throws Exception {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private static int send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private String get(String path) throws Exception {
    return HttpClient.newHttpClient().send(request(path).build(), BodyHandlers.ofString()).body();
  }

  private static void publish(Map<String, Object> kafka, Incident incident) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(TOPICS.incidents(), incident.id(), Wire.write(incident)))
          .get();
    }
  }
}
