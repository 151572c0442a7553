package io.tocsin.alerts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.delivery.Board;
import io.tocsin.alerts.delivery.Courier;
import io.tocsin.alerts.delivery.Office;
import io.tocsin.alerts.delivery.OpenIncidents;
import io.tocsin.alerts.delivery.Post;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Delivery.Settled;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.policy.Retries;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncidentFeedTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Incidents.START.plus(Duration.ofHours(3)));

  private final Brokers brokers = new Brokers();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final Courier courier =
      courier(
          message -> {
            posted.add(((HttpMessage) message).headers().get("webhook-id"));
            return new Reply.Accepted();
          });
  private final IncidentFeed feed = feed();
  private final Thread thread = new Thread(feed, "feed under test");

  @AfterEach
  void stop() throws InterruptedException {
    feed.stop();
    thread.join(5_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void handsIncidentsOverAndCommitsWhatIsSettled() {
    brokers.assign();
    brokers.publish(Wire.write(Incidents.open("i", 1)));
    brokers.publish(Wire.write(Incidents.open("i", 2)));
    thread.start();

    await().until(() -> deliver() && committed() == 2);

    assertThat(posted).contains("i.2");
    assertThat(feed.isReady()).isTrue();
  }

  @Test
  void commitsNothingWhileAnIncidentWaits() {
    brokers.assign();
    brokers.publish(Wire.write(Incidents.open("i", 1)));
    thread.start();

    await().until(() -> courier.waiting() == 1);

    assertThat(committed()).isZero();
  }

  @Test
  void readsTheLedgerBeforeTheFirstIncident() {
    brokers.ledgerValues.add(
        Wire.write(
            Delivery.after(
                null,
                courier.receiver().name(),
                Incidents.open("i", 1),
                new Settled(Outcome.DELIVERED, Incidents.START))));
    brokers.assign();
    brokers.publish(Wire.write(Incidents.open("i", 1)));
    brokers.publish(Wire.write(Incidents.open("j", 1)));
    thread.start();

    await().until(() -> deliver() && committed() == 2);

    assertThat(posted).containsExactly("j.1");
  }

  @Test
  void tellsNothingUntilWhatWasWrittenBeforeIsRead() {
    brokers.incidents.updateEndOffsets(Map.of(Brokers.INCIDENTS, 2L));
    brokers.assign();
    brokers.publish(Wire.write(Incidents.open("i", 1)));
    thread.start();
    await().until(() -> deliver() && courier.waiting() == 1);
    assertThat(posted).isEmpty();

    brokers.publish(Wire.write(Incidents.resolved("i", 2)));

    await().until(() -> deliver() && committed() == 2);
    assertThat(posted).containsExactly("i.2");
  }

  @Test
  void buriesWhatItCannotReadAndGoesOn() {
    brokers.assign();
    brokers.publish("{\"schema\":\"tocsin.incident.v1\",\"id\":".getBytes(StandardCharsets.UTF_8));
    brokers.publish("{\"schema\":\"tocsin.incident.v9\"}".getBytes(StandardCharsets.UTF_8));
    brokers.publish("{\"schema\":\"tocsin.incident.v1\"}".getBytes(StandardCharsets.UTF_8));
    brokers.publish(new byte[0]);
    brokers.publish(Wire.write(Incidents.open("i", 1)));
    thread.start();

    await().until(() -> deliver() && committed() == 5);

    assertThat(posted).containsExactly("i.1");
    assertThat(brokers.written("tocsin.deadletters")).hasSize(4);
    assertThat(Brokers.header(brokers.written("tocsin.deadletters").get(1), "tocsin.reason"))
        .contains("tocsin.incidents-0@1", "tocsin.incident.v9");
    assertThat(registry.get("tocsin.notify.unreadable").counter().count()).isEqualTo(4);
  }

  @Test
  void isNotReadyWhileTheLedgerCannotBeRead() {
    IncidentFeed lame =
        new IncidentFeed(
            Brokers.INCIDENTS.topic(),
            new IncidentFeed.Consumers(
                () -> brokers.incidents,
                () -> {
                  throw new KafkaException("no broker");
                }),
            new KafkaStores(brokers.ledger, brokers.deadLetters),
            new IncidentFeed.Work(
                List.of(courier), registry.counter("x"), new Board(OpenIncidents.NONE), () -> {}));
    brokers.assign();
    brokers.publish(Wire.write(Incidents.open("i", 1)));
    Thread limping = new Thread(lame);
    limping.start();

    await().until(brokers.incidents::closed);
    lame.stop();

    assertThat(lame.isReady()).isFalse();
    assertThat(courier.waiting()).isZero();
    thread.start();
  }

  private boolean deliver() {
    try {
      courier.step();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private long committed() {
    OffsetAndMetadata offset =
        brokers.incidents.closed()
            ? null
            : brokers.incidents.committed(Set.of(Brokers.INCIDENTS)).get(Brokers.INCIDENTS);
    return offset == null ? 0 : offset.offset();
  }

  private IncidentFeed feed() {
    return new IncidentFeed(
        Brokers.INCIDENTS.topic(),
        new IncidentFeed.Consumers(() -> brokers.incidents, brokers::ledgerReader),
        new KafkaStores(brokers.ledger, brokers.deadLetters),
        new IncidentFeed.Work(
            List.of(courier),
            registry.counter("tocsin.notify.unreadable"),
            new Board(OpenIncidents.NONE),
            () -> {}));
  }

  private Courier courier(Post post) {
    return new Courier(
        ReceiverConfig.of("webhooks", Map.of("url", "http://localhost/")).receiver(),
        new Office(
            new Policy(Duration.ofHours(24), PolicyRules.DEFAULT),
            () -> Knowledge.NONE,
            Retries.DEFAULT,
            brokers.ledger,
            brokers.deadLetters,
            post,
            CLOCK,
            () -> 0.5,
            100,
            registry));
  }
}
