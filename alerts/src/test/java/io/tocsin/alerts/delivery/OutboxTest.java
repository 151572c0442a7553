package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private final Outbox outbox = new Outbox(2);
  private final AtomicInteger settled = new AtomicInteger();

  @Test
  void handsOutInOrderOfArrival() {
    outbox.put(parcel("a", 1));
    outbox.put(parcel("b", 1));

    assertThat(taken()).isEqualTo("a.1");
    assertThat(taken()).isEqualTo("b.1");
    assertThat(outbox.next(NOW)).isEmpty();
    assertThat(outbox.due()).isEqualTo(Instant.MAX);
  }

  @Test
  void keepsOnlyTheNewestOfAnIncidentInItsPlace() {
    outbox.put(parcel("a", 1));
    outbox.put(parcel("b", 1));
    outbox.put(parcel("a", 2));

    assertThat(settled).hasValue(1);
    assertThat(taken()).isEqualTo("a.2");
  }

  @Test
  void settlesWhatIsOlderThanWhatWaits() {
    outbox.put(parcel("a", 2));
    outbox.put(parcel("a", 1));

    assertThat(settled).hasValue(1);
    assertThat(taken()).isEqualTo("a.2");
  }

  @Test
  void keepsThePauseOfAFailureForWhatSupersedesIt() {
    Parcel failed = parcel("a", 1).tried(NOW).dueAt(NOW.plusSeconds(5));
    outbox.put(parcel("a", 2));

    outbox.putBack(failed);

    assertThat(outbox.next(NOW)).isEmpty();
    assertThat(outbox.due()).isEqualTo(NOW.plusSeconds(5));
    assertThat(outbox.next(NOW.plusSeconds(5)))
        .hasValueSatisfying(
            p -> {
              assertThat(p.incident().revision()).isEqualTo(2);
              assertThat(p.failures()).isEqualTo(1);
            });
    assertThat(settled).hasValue(1);
  }

  @Test
  void letsNobodyWaitForOneThatFails() {
    outbox.putBack(parcel("a", 1).tried(NOW).dueAt(NOW.plusSeconds(5)));
    outbox.put(parcel("b", 1));

    assertThat(taken()).isEqualTo("b.1");
  }

  @Test
  void pausesAsAWhole() {
    outbox.put(parcel("a", 1));
    outbox.pauseUntil(NOW.plusSeconds(1));

    assertThat(outbox.next(NOW)).isEmpty();
    assertThat(outbox.due()).isEqualTo(NOW.plusSeconds(1));
    assertThat(outbox.next(NOW.plusSeconds(1))).isPresent();
  }

  @Test
  void letsTheOldestFallOutWhenItIsFull() {
    outbox.put(parcel("a", 1));
    outbox.put(parcel("b", 1));

    assertThat(outbox.put(parcel("c", 1)))
        .hasValueSatisfying(p -> assertThat(p.incident().id()).isEqualTo("a"));
    assertThat(outbox.size()).isEqualTo(2);
  }

  private String taken() {
    return outbox.next(NOW).map(p -> p.incident().id() + '.' + p.incident().revision()).orElse("");
  }

  private Parcel parcel(String id, int revision) {
    return Parcel.of(
        Incidents.open(id, revision),
        new Receipt() {
          @Override
          public void settled() {
            settled.incrementAndGet();
          }

          @Override
          public boolean isVoid() {
            return false;
          }
        });
  }
}
