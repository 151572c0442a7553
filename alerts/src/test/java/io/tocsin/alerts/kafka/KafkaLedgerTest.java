package io.tocsin.alerts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Batch;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Delivery.Settled;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class KafkaLedgerTest {
  private final Brokers brokers = new Brokers();

  @Test
  void writesAnEntryUnderItsKeyAndKnowsItAtOnce() throws InterruptedException {
    brokers.ledger.record(told(Incidents.open("i", 2), Incidents.START));

    assertThat(brokers.written("tocsin.deliveries"))
        .singleElement()
        .satisfies(r -> assertThat(new String(r.key(), StandardCharsets.UTF_8)).isEqualTo("r/i"));
    assertThat(brokers.ledger.last("r", "i")).isEqualTo(brokers.deliveries().get(0));
    assertThat(brokers.ledger.last("other", "i")).isNull();
  }

  @Test
  void isReadBackAtTheNextStart() {
    add(told(Incidents.open("i", 1), Incidents.START));
    add(told(Incidents.open("i", 2), Incidents.START));
    brokers.ledgerValues.add("{\"schema\":\"tocsin.deliv".getBytes(StandardCharsets.UTF_8));
    add(told(Incidents.open("j", 1), Incidents.START));

    brokers.ledger.refresh(brokers.ledgerReader());

    assertThat(brokers.ledger.last("r", "i")).extracting(e -> e.revision()).isEqualTo(2);
    assertThat(brokers.ledger.last("r", "j")).isNotNull();
  }

  @Test
  void isReadAsOlderAndNewerVersionsWriteIt() {
    String entry =
        """
        {"schema": "tocsin.delivery.%s", "receiver": "r", "incident": "%s", "revision": 1,
         "state": "open", "outcome": "delivered", "told": 1, "at": "2026-11-21T10:00:03Z"%s}
        """;
    for (String one :
        List.of(
            entry.formatted("v1", "old", ""),
            entry.formatted("v2", "new", ", \"mood\": {\"calm\": 1}"),
            entry.formatted("v2", "alien", "").replace("delivered", "sung"))) {
      brokers.ledgerValues.add(one.getBytes(StandardCharsets.UTF_8));
    }

    brokers.ledger.refresh(brokers.ledgerReader());

    assertThat(brokers.ledger.last("r", "old")).matches(Delivery::leavesOpen);
    assertThat(brokers.ledger.last("r", "new")).matches(Delivery::leavesOpen);
    assertThat(brokers.ledger.last("r", "alien")).isNull();
  }

  @Test
  void readsLaterOnlyWhatOthersHaveAdded() {
    add(told(Incidents.open("i", 1), Incidents.START));
    brokers.ledger.refresh(brokers.ledgerReader());
    add(told(Incidents.resolved("i", 2), Incidents.START));

    brokers.ledger.refresh(brokers.ledgerReader());

    assertThat(brokers.ledger.last("r", "i"))
        .extracting(e -> e.state())
        .isEqualTo(Incident.State.RESOLVED);
  }

  @Test
  void writesTheEntriesOfOneMessageSoThatNoDeathLeavesSomeOut() throws InterruptedException {
    Delivery one = told(Incidents.open("i", 1), Incidents.START);
    Delivery other = told(Incidents.open("j", 1), Incidents.START);

    brokers.ledger.recordAll("r", List.of(one, other));

    assertThat(brokers.written("tocsin.deliveries"))
        .extracting(r -> new String(r.key(), StandardCharsets.UTF_8))
        .containsExactly("r/~batch", "r/i", "r/j", "r/~batch");
    assertThat(Wire.read(brokers.written("tocsin.deliveries").get(0).value(), Batch.class))
        .isEqualTo(new Batch("r", List.of(one, other)));
    assertThat(brokers.written("tocsin.deliveries").get(3).value()).isNull();
    assertThat(brokers.ledger.posts("r", Incidents.START.minusSeconds(1)))
        .containsExactly(Incidents.START);
    assertThat(brokers.ledger.posts("r", Incidents.START)).isEmpty();
  }

  @Test
  void neverGoesBackToAnOlderRevision() throws InterruptedException {
    brokers.ledger.record(told(Incidents.open("i", 5), Incidents.START));
    add(told(Incidents.open("i", 1), Incidents.START));

    brokers.ledger.refresh(brokers.ledgerReader());

    assertThat(brokers.ledger.last("r", "i")).extracting(e -> e.revision()).isEqualTo(5);
  }

  @Test
  void forgetsWhatEndedLongAgoButNeverWhatIsOpen() throws InterruptedException {
    brokers.ledger.record(told(Incidents.resolved("over", 2), Incidents.START));
    brokers.ledger.record(told(Incidents.open("open", 1), Incidents.START));
    Instant later = Incidents.START.plus(Duration.ofDays(3));
    for (int i = 0; i < 1_000; i++) {
      brokers.ledger.record(told(Incidents.open("i" + i, 1), later));
    }

    assertThat(brokers.ledger.last("r", "over")).isNull();
    assertThat(brokers.ledger.last("r", "open")).isNotNull();
  }

  @Test
  void saysThatItsTopicIsMissing() {
    assertThatThrownBy(() -> brokers.ledger.refresh(new MockConsumer<>("earliest")))
        .hasMessageContaining("there is no topic tocsin.deliveries");
  }

  private void add(Delivery delivery) {
    brokers.ledgerValues.addAll(List.of(Wire.write(delivery)));
  }

  private static Delivery told(Incident incident, Instant at) {
    return Delivery.after(null, "r", incident, new Settled(Outcome.DELIVERED, at));
  }
}
