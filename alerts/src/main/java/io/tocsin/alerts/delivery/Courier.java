package io.tocsin.alerts.delivery;

import io.tocsin.alerts.delivery.Outbox.Asked;
import io.tocsin.alerts.policy.Decision;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Situation;
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
  private final Account account;
  private final DeliveryMetrics metrics;
  private final ReentrantLock delivering = new ReentrantLock();

  public Courier(Receiver receiver, Office office) {
    this.receiver = receiver;
    this.office = office;
    this.outbox = new Outbox(office.capacity());
    this.repeats = new Repeats(office.capacity());
    this.account = new Account(receiver.name(), office);
    this.metrics = new DeliveryMetrics(office.registry(), receiver.name());
    metrics.queue(outbox::size);
    metrics.held(outbox::held);
  }

  public Receiver receiver() {
    return receiver;
  }

  /** Takes a revision in, unless there is nothing to tell. Returns at once. */
  public void accept(Incident incident, Receipt receipt) throws InterruptedException {
    Decision decision = decide(incident);
    boolean isNothing =
        decision.verdict().act() == Verdict.Act.SKIP
            && decision.verdict() != Verdict.ENDED_WHILE_HELD;
    if (isNothing) {
      outbox.drop(incident);
      skip(Parcel.of(incident, receipt), decision.verdict());
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

  /** Has the policy asked again about what it holds back. */
  public void reconsider() {
    outbox.reconsider();
  }

  /** Only collects from now on: what is yet to be read may supersede what has been. */
  public void halt() {
    outbox.shut();
  }

  /** Delivers again. */
  public void proceed() {
    outbox.open();
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

  private Decision decide(Incident incident) {
    Situation situation =
        new Situation(receiver.name(), office.clock().instant(), office.knowledge().get());
    return office.policy().decide(incident, account.last(incident), situation);
  }

  private void handle(Parcel due) throws InterruptedException {
    Asked asked = new Asked(office.clock().instant(), outbox.situation());
    Decision decision = decide(due.incident());
    if (decision.holds()) {
      holdBack(due, decision, asked);
    } else if (decision.tells()) {
      account.released(due.incident());
      tell(due, decision.verdict());
    } else if (decision.verdict() == Verdict.ENDED_WHILE_HELD) {
      withhold(due, decision);
    } else {
      skip(due, decision.verdict());
    }
  }

  private void holdBack(Parcel due, Decision decision, Asked asked) throws InterruptedException {
    Incident incident = due.incident();
    if (account.held(incident, decision)) {
      metrics.skipped(decision.verdict());
      LOG.info(
          "{} is not told now of incident {}, revision {}: {}",
          receiver.name(),
          Visible.line(incident.id()),
          incident.revision(),
          Visible.line(decision.reason()));
    }
    outbox.hold(due, decision, asked);
  }

  private void withhold(Parcel due, Decision decision) throws InterruptedException {
    account.withheld(due.incident(), decision);
    metrics.skipped(decision.verdict());
    hold(due, false);
  }

  private void tell(Parcel due, Verdict verdict) throws InterruptedException {
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
    account.delivered(incident);
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
    account.givenUp(parcel.incident(), reason);
    hold(parcel, false);
    metrics.deadLetter();
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
}
