package io.tocsin.alerts.delivery;

import io.tocsin.alerts.delivery.Outbox.Asked;
import io.tocsin.alerts.policy.Decision;
import io.tocsin.alerts.policy.Verdict;
import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is to be told: alone, together with what had to wait, or later. */
final class Dispatch {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  /** A shorter wait is over before a restart is. */
  private static final Duration WORTH_KEEPING = Duration.ofSeconds(2);

  private final Receiver receiver;
  private final Office office;
  private final Outbox outbox;
  private final Attempts attempts;
  private final Throttle throttle;
  private final Settlement settlement;
  private final DeliveryMetrics metrics;
  private final Function<Incident, Decision> policy;

  /**
   * @param policy asked once more of what has waited
   */
  Dispatch(
      Receiver receiver, Office office, Surroundings around, Function<Incident, Decision> policy) {
    this.receiver = receiver;
    this.office = office;
    this.outbox = around.outbox;
    this.settlement = around.settlement;
    this.metrics = around.metrics;
    this.throttle = new Throttle(around.rate);
    this.attempts = new Attempts(receiver, office, outbox, throttle::spend);
    this.policy = policy;
  }

  /** The posts and how they go. */
  Attempts attempts() {
    return attempts;
  }

  /** Now, with others that have waited for there to be room, or when there is. */
  void inTurn(Parcel due, Verdict verdict, Asked asked) throws InterruptedException {
    throttle.remember(settlement.account(), asked.at());
    if (throttle.isTooMuch(verdict, asked.at())) {
      if (throttle.keep(due.incident())) {
        metrics.skipped(Verdict.RATE_LIMITED);
      }
      Instant free = throttle.free(asked.at());
      outbox.hold(due, Decision.hold(Verdict.RATE_LIMITED, free, throttle.reason()), asked);
      return;
    }
    List<Parcel> others = outbox.takeHeld(throttle.with(due.incident(), verdict));
    if (others.isEmpty()) {
      alone(due, verdict);
    } else {
      together(due, others);
    }
  }

  /** In one message; what is not to be told any more, or alone, has its turn next. */
  private void together(Parcel first, List<Parcel> others) throws InterruptedException {
    Map<Parcel, Verdict> all = new LinkedHashMap<>();
    for (Parcel parcel : Stream.concat(Stream.of(first), others.stream()).toList()) {
      Decision decision = policy.apply(parcel.incident());
      if (decision.tells() && decision.verdict() != Verdict.RESOLVED) {
        all.put(parcel.tried(office.clock().instant()), decision.verdict());
      } else {
        throttle.forget(parcel.incident());
        outbox.putBack(parcel.dueAt(Instant.MIN));
      }
    }
    if (all.isEmpty()) {
      return;
    }
    Instant now = office.clock().instant();
    List<Incident> incidents = all.keySet().stream().map(Parcel::incident).toList();
    Incident message =
        incidents.size() == 1 ? incidents.get(0) : throttle.digest(receiver.name(), incidents, now);
    for (Incident incident : incidents) {
      settlement.account().trying(incident);
    }
    Reply reply = attempts.post(message);
    if (reply instanceof Reply.Accepted) {
      incidents.forEach(throttle::forget);
      settlement.delivered(all);
      return;
    }
    for (Map.Entry<Parcel, Verdict> told : all.entrySet()) {
      settle(told.getKey(), told.getValue(), reply);
    }
  }

  /** Now, whatever the rate. */
  void alone(Parcel due, Verdict verdict) throws InterruptedException {
    Parcel parcel = due.tried(office.clock().instant());
    settlement.account().trying(parcel.incident());
    settle(parcel, verdict, attempts.post(parcel.incident()));
  }

  private void settle(Parcel parcel, Verdict verdict, Reply reply) throws InterruptedException {
    if (reply instanceof Reply.Accepted) {
      throttle.forget(parcel.incident());
      settlement.delivered(parcel, verdict);
    } else if (reply instanceof Reply.Refused refused) {
      throttle.forget(parcel.incident());
      settlement.givenUp(parcel, refused.reason());
    } else if (reply instanceof Reply.Failed failed) {
      failed(parcel, failed);
    }
  }

  private void failed(Parcel parcel, Reply.Failed failed) throws InterruptedException {
    Instant now = office.clock().instant();
    Instant firstTry = parcel.firstTry() == null ? now : parcel.firstTry();
    if (office.retries().exhausted(parcel.failures(), Duration.between(firstTry, now))) {
      settlement.givenUp(
          parcel, "given up after " + parcel.failures() + " tries: " + failed.reason());
      return;
    }
    Instant next = attempts.nextTry(parcel, failed);
    if (failed.retryAfter().compareTo(WORTH_KEEPING) >= 0) {
      settlement.account().patient(attempts.patience(failed));
    }
    metrics.retried();
    LOG.warn(
        "{} could not be told (try {}, next in {} ms): {}",
        receiver.name(),
        parcel.failures(),
        Duration.between(now, next).toMillis(),
        failed.reason());
    outbox.putBack(parcel.dueAt(next));
  }

  /** Where parcels come from and go to. */
  record Surroundings(
      Outbox outbox, Settlement settlement, DeliveryMetrics metrics, Optional<RateLimit> rate) {}
}
