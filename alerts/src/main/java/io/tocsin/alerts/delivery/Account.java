package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Decision;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Delivery.Settled;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One receiver's lines in the ledger. */
final class Account {
  private final String receiver;
  private final Ledger ledger;
  private final InstantSource clock;

  Account(String receiver, Office office) {
    this.receiver = receiver;
    this.ledger = office.ledger();
    this.clock = office.clock();
  }

  @Nullable Delivery last(Incident incident) {
    return ledger.last(receiver, incident.id());
  }

  /** Whether it was given up. */
  boolean isDead(Incident incident) {
    Delivery last = last(incident);
    return last != null && last.outcome() == Outcome.DEAD_LETTER;
  }

  /** Notes that a revision is held back and why, and says whether that is news. */
  boolean held(Incident incident, Decision decision) throws InterruptedException {
    Delivery last = last(incident);
    boolean isNews =
        last == null || last.outcome() != Outcome.HELD || !decision.reason().equals(last.reason());
    if (isNews) {
      waits(incident, new Settled(Outcome.HELD, clock.instant(), decision.reason()));
    }
    return isNews;
  }

  /**
   * Notes that a beginning is about to be told: whatever becomes of this process, and whatever
   * holds it back then, its end is told too.
   */
  void trying(Incident incident) throws InterruptedException {
    Delivery last = last(incident);
    if (incident.isOpen() && (last == null || !last.leavesOpen())) {
      waits(incident, new Settled(Outcome.TRYING, clock.instant()));
    }
  }

  /** Notes that it ended while it was held back. */
  void withheld(Incident incident, Decision decision) throws InterruptedException {
    Delivery last = last(incident);
    String why = last == null || last.reason() == null ? decision.reason() : last.reason();
    settled(incident, new Settled(Outcome.WITHHELD, clock.instant(), why));
  }

  void delivered(Incident incident) throws InterruptedException {
    settled(incident, new Settled(Outcome.DELIVERED, clock.instant()));
  }

  /** Notes what one message told of. */
  void delivered(List<Incident> incidents) throws InterruptedException {
    Settled settled = new Settled(Outcome.DELIVERED, clock.instant());
    ledger.recordAll(
        receiver,
        incidents.stream()
            .map(incident -> Delivery.after(last(incident), receiver, incident, settled))
            .toList());
  }

  /** When the receiver has taken messages since then. */
  List<Instant> posts(Instant since) {
    return ledger.posts(receiver, since);
  }

  /** Notes until when the receiver has asked for patience. */
  void patient(Instant until) throws InterruptedException {
    ledger.record(Delivery.patience(receiver, until));
  }

  /** Until when the receiver has asked for patience last. */
  Instant patience() {
    Delivery entry = ledger.last(receiver, Delivery.PATIENCE);
    return entry == null ? Instant.MIN : entry.at();
  }

  /** Notes that the receiver knows who has the incident in hand. */
  void handed(Delivery entry, @Nullable Acknowledgement hand) throws InterruptedException {
    ledger.record(entry.withHand(hand == null ? null : hand.at()));
  }

  void givenUp(Incident incident, String reason) throws InterruptedException {
    settled(incident, new Settled(Outcome.DEAD_LETTER, clock.instant(), reason));
  }

  private void settled(Incident incident, Settled settled) throws InterruptedException {
    ledger.record(Delivery.after(last(incident), receiver, incident, settled));
  }

  private void waits(Incident incident, Settled why) throws InterruptedException {
    ledger.record(Delivery.waiting(last(incident), receiver, incident, why));
  }
}
