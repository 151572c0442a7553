package io.tocsin.app.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.alerts.Notifier;
import io.tocsin.alerts.NotifierConfig;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.deliveries.DeliveryStatus.State;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with a real notifier and a receiver that refuses at first. */
class DeliveriesTest {
  private static final Topics TOPICS = Topics.DEFAULT;

  @TempDir private Path data;
  private final AtomicInteger status = new AtomicInteger(404);
  private final AtomicInteger taken = new AtomicInteger();

  @Test
  void showsWhatWasGivenUpAndHasItToldWhenAskedFor() throws Exception {
    HttpServer webhook = webhook();
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerOptions(data, 0, true), reason -> {})) {
      Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(kafka)) {
        new TopicSetup(admin, new TopicLayout(TOPICS, 2, (short) 1)).run();
      }
      String url = "http://127.0.0.1:" + webhook.getAddress().getPort() + "/in";
      ReceiverConfig receiver = ReceiverConfig.of("webhooks", Map.of("url", url));
      Notifier notifier =
          Notifier.start(
              NotifierConfig.of(kafka, TOPICS, List.of(receiver), "test"),
              new SimpleMeterRegistry());
      try {
        publish(kafka, Sample.openAt(Instant.now()));
        await()
            .ignoreExceptions()
            .atMost(Duration.ofSeconds(60))
            .until(() -> state(kafka, receiver) == State.DEAD);
        DeliveryStatus dead = book(receiver).read(kafka, TOPICS, Instant.now()).get(0);
        assertThat(dead.reason()).contains("HTTP 404");
        assertThat(dead.told()).isZero();

        status.set(204);
        new Resend(kafka, TOPICS).ask(List.of(dead));

        await()
            .ignoreExceptions()
            .atMost(Duration.ofSeconds(60))
            .until(() -> state(kafka, receiver) == State.DELIVERED);
        new Resend(kafka, TOPICS).ask(List.of(dead));
        publish(kafka, Sample.openAt(Instant.now().plusSeconds(1)));
        await().atMost(Duration.ofSeconds(60)).until(() -> taken.get() == 2);
      } finally {
        notifier.close();
      }
    } finally {
      webhook.stop(0);
    }
  }

  private HttpServer webhook() throws java.io.IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (status.get() == 204) {
            taken.incrementAndGet();
          }
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static State state(Map<String, Object> kafka, ReceiverConfig receiver) {
    return book(receiver).read(kafka, TOPICS, Instant.now()).stream()
        .map(DeliveryStatus::state)
        .findFirst()
        .orElse(State.UNTOLD);
  }

  private static DeliveryBook book(ReceiverConfig receiver) {
    return new DeliveryBook(
        new Policy(Duration.ofHours(24), PolicyRules.DEFAULT), List.of(receiver.name()));
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
