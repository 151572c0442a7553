package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Delivery.Settled;
import io.tocsin.alerts.policy.Verdict;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one receiver, one post at a time. The order of its acts is what makes delivery safe at any
 * moment of death: post, then the ledger, then the receipt. Only between the receiver's 2xx and the
 * ledger's entry can a restart post once more, under the same {@code webhook-id}.
 */
public final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final Receiver receiver;
  private final Office office;
  private final Outbox outbox;
  private final Repeats repeats;
  private final DeliveryMetrics metrics;
  private final ReentrantLock delivering = new ReentrantLock();

  public Courier(Receiver receiver, Office office) {
    this.receiver = receiver;
    this.office = office;
    this.outbox = new Outbox(office.capacity());
    this.repeats = new Repeats(office.capacity());
    this.metrics = new DeliveryMetrics(office.registry(), receiver.name());
    metrics.queue(outbox::size);
  }

  public Receiver receiver() {
    return receiver;
  }

  /** Takes a revision in, unless there is nothing to tell. Returns at once. */
  public void accept(Incident incident, Receipt receipt) throws InterruptedException {
    Verdict verdict = decide(incident);
    if (!verdict.tells()) {
      skip(Parcel.of(incident, receipt), verdict);
      return;
    }
    Optional<Parcel> overflow = outbox.put(Parcel.of(incident, receipt));
    if (overflow.isPresent()) {
      giveUp(overflow.get(), "too many incidents wait for this receiver");
    }
  }

  /** Delivers what is due, if anything is, and says whether anything was. */
  public boolean step() throws InterruptedException {
    Optional<Parcel> due = outbox.next(office.clock().instant());
    if (due.isEmpty()) {
      return repeat();
    }
    delivering.lock();
    try {
      if (!due.get().receipt().isVoid()) {
        handle(due.get());
      }
    } finally {
      delivering.unlock();
    }
    return true;
  }

  /** Waits until something can be due, but no longer than so long. */
  public void awaitWork(Duration longest) throws InterruptedException {
    Instant due = outbox.due().isBefore(repeats.due()) ? outbox.due() : repeats.due();
    Duration wait =
        due.equals(Instant.MAX) ? longest : Duration.between(office.clock().instant(), due);
    outbox.awaitChange(wait.compareTo(longest) < 0 ? wait : longest);
  }

  /** Ends a wait. */
  public void wake() {
    outbox.wake();
  }

  /** Waits until the post that is under way, if one is, has come to its end. */
  public boolean awaitIdle(Duration longest) throws InterruptedException {
    if (!delivering.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    delivering.unlock();
    return true;
  }

  /** How many revisions wait. */
  public int waiting() {
    return outbox.size();
  }

  private Verdict decide(Incident incident) {
    return office.policy().decide(incident, last(incident), office.clock().instant());
  }

  private @Nullable Delivery last(Incident incident) {
    return office.ledger().last(receiver.name(), incident.id());
  }

  private void handle(Parcel due) throws InterruptedException {
    Verdict verdict = decide(due.incident());
    if (!verdict.tells()) {
      skip(due, verdict);
      return;
    }
    Parcel parcel = due.tried(office.clock().instant());
    Reply reply = post(parcel.incident());
    outbox.pauseUntil(office.clock().instant().plus(receiver.pace()));
    if (reply instanceof Reply.Accepted accepted) {
      outbox.pauseUntil(office.clock().instant().plus(accepted.rest()));
      delivered(parcel, verdict);
    } else if (reply instanceof Reply.Refused refused) {
      giveUp(parcel, refused.reason());
    } else if (reply instanceof Reply.Failed failed) {
      failed(parcel, failed);
    }
  }

  private Reply post(Incident incident) throws InterruptedException {
    Message message;
    try {
      message = receiver.message(incident, office.clock().instant());
    } catch (RuntimeException e) {
      LOG.warn("incident {} cannot be written for {}", incident.id(), receiver.name(), e);
      return new Reply.Refused("it cannot be written in the receiver's format: " + e.getClass());
    }
    return office.post().send(message);
  }

  private void delivered(Parcel parcel, Verdict verdict) throws InterruptedException {
    Incident incident = parcel.incident();
    settle(parcel, Outcome.DELIVERED);
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

  private void failed(Parcel parcel, Reply.Failed failed) throws InterruptedException {
    Instant now = office.clock().instant();
    Instant firstTry = parcel.firstTry() == null ? now : parcel.firstTry();
    if (office.retries().exhausted(parcel.failures(), Duration.between(firstTry, now))) {
      giveUp(parcel, "given up after " + parcel.failures() + " tries: " + failed.reason());
      return;
    }
    Duration pause =
        office
            .retries()
            .pause(parcel.failures(), office.random().getAsDouble(), failed.retryAfter());
    if (!failed.retryAfter().isZero()) {
      outbox.pauseUntil(now.plus(pause));
    }
    metrics.retried();
    LOG.warn(
        "{} could not be told (try {}, next in {} ms): {}",
        receiver.name(),
        parcel.failures(),
        pause.toMillis(),
        failed.reason());
    outbox.putBack(parcel.dueAt(now.plus(pause)));
  }

  private void giveUp(Parcel parcel, String reason) throws InterruptedException {
    LOG.error(
        "incident {}, revision {}, goes to the dead letters of {}: {}",
        Visible.line(parcel.incident().id()),
        parcel.incident().revision(),
        receiver.name(),
        reason);
    office.deadLetters().bury(receiver.name(), parcel.incident(), reason);
    settle(parcel, Outcome.DEAD_LETTER);
    metrics.deadLetter();
  }

  private void settle(Parcel parcel, Outcome outcome) throws InterruptedException {
    Incident incident = parcel.incident();
    office
        .ledger()
        .record(
            Delivery.after(
                last(incident),
                receiver.name(),
                incident,
                new Settled(outcome, office.clock().instant())));
    hold(parcel, outcome == Outcome.DELIVERED);
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

  private boolean repeat() throws InterruptedException {
    Duration pause = receiver.repeat().orElse(Duration.ZERO);
    Optional<Incident> due = repeats.next(office.clock().instant(), pause);
    if (due.isEmpty()) {
      return false;
    }
    delivering.lock();
    try {
      Reply reply = post(due.get());
      if (!(reply instanceof Reply.Accepted)) {
        LOG.warn("{} could not be told again; it is tried in {}", receiver.name(), pause);
      }
    } finally {
      delivering.unlock();
    }
    return true;
  }

  private void skip(Parcel parcel, Verdict verdict) {
    metrics.skipped(verdict);
    LOG.debug("{}: {}", receiver.name(), verdict.reason());
    Delivery last = last(parcel.incident());
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
}
