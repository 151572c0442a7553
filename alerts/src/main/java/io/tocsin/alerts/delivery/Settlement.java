package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Decision;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Verdict;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a parcel comes to its end: what is written down of it, in the ledger first, and that whoever
 * it came from hears of it last.
 */
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final Receiver receiver;
  private final Office office;
  private final Account account;
  private final Repeats repeats;
  private final DeliveryMetrics metrics;

  Settlement(Receiver receiver, Office office, Records records) {
    this.receiver = receiver;
    this.office = office;
    this.account = new Account(receiver.name(), office);
    this.repeats = records.repeats;
    this.metrics = records.metrics;
  }

  Account account() {
    return account;
  }

  /** The receiver has it. */
  void delivered(Parcel parcel, Verdict verdict) throws InterruptedException {
    account.delivered(parcel.incident());
    told(parcel, verdict);
  }

  /** The receiver has all of it, in one message. */
  void delivered(Map<Parcel, Verdict> parcels) throws InterruptedException {
    account.delivered(parcels.keySet().stream().map(Parcel::incident).toList());
    parcels.forEach(this::told);
  }

  private void told(Parcel parcel, Verdict verdict) {
    Incident incident = parcel.incident();
    hold(parcel, true);
    metrics.delivered();
    if (verdict == Verdict.OPENED) {
      metrics.latency(Duration.between(incident.detectedAt(), office.clock().instant()));
    }
    LOG.info(
        "told {} of incident {}, revision {}: {}",
        receiver.name(),
        Visible.line(incident.id()),
        incident.revision(),
        verdict.reason());
  }

  /** Nobody will try it again unless a person asks for it. */
  void givenUp(Parcel parcel, String reason) throws InterruptedException {
    LOG.error(
        "incident {}, revision {}, goes to the dead letters of {}: {}",
        Visible.line(parcel.incident().id()),
        parcel.incident().revision(),
        receiver.name(),
        reason);
    office.deadLetters().bury(receiver.name(), parcel.incident(), reason);
    account.givenUp(parcel.incident(), reason);
    hold(parcel, false);
    metrics.deadLetter();
  }

  /** The policy holds it back; it comes again. */
  void heldBack(Incident incident, Decision decision) throws InterruptedException {
    if (account.held(incident, decision)) {
      metrics.skipped(decision.verdict());
      LOG.info(
          "{} is not told now of incident {}, revision {}: {}",
          receiver.name(),
          Visible.line(incident.id()),
          incident.revision(),
          Visible.line(decision.reason()));
    }
  }

  /** It ended while the policy held it back. */
  void withheld(Parcel due, Decision decision) throws InterruptedException {
    account.withheld(due.incident(), decision);
    metrics.skipped(decision.verdict());
    hold(due, false);
  }

  /** There is nothing to tell. */
  void skipped(Parcel parcel, Verdict verdict) {
    metrics.skipped(verdict);
    LOG.debug("{}: {}", receiver.name(), verdict.reason());
    Delivery last = account.last(parcel.incident());
    boolean isTold =
        last != null
            && last.state() == Incident.State.OPEN
            && last.told() == parcel.incident().revision();
    if (verdict == Verdict.TOLD && isTold) {
      hold(parcel, true);
    } else {
      parcel.receipt().settled();
    }
  }

  /** Settles the receipt, now or when the incident need not be told again. */
  private void hold(Parcel parcel, boolean isTold) {
    Incident incident = parcel.incident();
    Optional<Duration> pause = receiver.repeat();
    if (isTold && pause.isPresent() && incident.isOpen()) {
      Instant due = office.clock().instant().plus(pause.get());
      repeats.hold(incident, parcel.receipt(), due);
    } else {
      repeats.release(incident.id());
      parcel.receipt().settled();
    }
  }

  /** What is told again, and what is counted. */
  record Records(Repeats repeats, DeliveryMetrics metrics) {}
}
