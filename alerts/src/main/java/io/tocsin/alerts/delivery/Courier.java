package io.tocsin.alerts.delivery;

import io.tocsin.alerts.delivery.Outbox.Asked;
import io.tocsin.alerts.policy.Decision;
import io.tocsin.alerts.policy.Retries;
import io.tocsin.alerts.policy.Situation;
import io.tocsin.alerts.policy.Verdict;
import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
  private final Settlement settlement;
  private final Attempts attempts;
  private final Dispatch dispatch;
  private final Hands hands;
  private final ReentrantLock delivering = new ReentrantLock();

  public Courier(Receiver receiver, Office office) {
    this(receiver, office, Optional.empty());
  }

  /**
   * @param rate how many messages the receiver gets at most; empty for as many as there are
   */
  public Courier(Receiver receiver, Office office, Optional<RateLimit> rate) {
    this.receiver = receiver;
    this.office = office;
    this.outbox = new Outbox(office.capacity());
    this.repeats = new Repeats(office.capacity());
    DeliveryMetrics metrics = new DeliveryMetrics(office.registry(), receiver.name());
    this.settlement = new Settlement(receiver, office, new Settlement.Records(repeats, metrics));
    this.dispatch =
        new Dispatch(
            receiver,
            office,
            new Dispatch.Surroundings(outbox, settlement, metrics, rate),
            this::decide);
    this.attempts = dispatch.attempts();
    this.hands = new Hands(receiver, office, settlement.account(), attempts);
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
    if (isNothing && !outbox.isAskedFor(incident)) {
      outbox.drop(incident);
      settlement.skipped(Parcel.of(incident, receipt), decision.verdict());
      return;
    }
    put(Parcel.of(incident, receipt));
  }

  /** Takes in what a person wants told although it was given up; nothing else is told so. */
  public void acceptAskedFor(Incident incident, Receipt receipt) throws InterruptedException {
    if (settlement.account().isDead(incident)) {
      put(Parcel.askedFor(incident, receipt));
    } else {
      LOG.info("{} has no dead letter of {}", receiver.name(), Visible.line(incident.id()));
      receipt.settled();
    }
  }

  private void put(Parcel parcel) throws InterruptedException {
    Optional<Parcel> overflow = outbox.put(parcel);
    if (overflow.isPresent()) {
      settlement.givenUp(overflow.get(), "too many incidents wait for this receiver");
    }
  }

  /** Delivers what is due, if anything is, and says whether anything was. */
  public boolean step() throws InterruptedException {
    outbox.pauseUntil(patience());
    Optional<Parcel> due = outbox.next(office.clock().instant());
    if (due.isEmpty()) {
      return !outbox.isResting(office.clock().instant()) && (tellHands() || repeat());
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

  /** What the receiver has asked for in an earlier life holds still; a clock set back breaks it. */
  private Instant patience() {
    Instant until = settlement.account().patience();
    Instant latest = office.clock().instant().plus(Retries.LONGEST_ASKED);
    return until.isAfter(latest) ? Instant.MIN : until;
  }

  /** Waits until something can be due, but no longer than so long. */
  public void awaitWork(Duration longest) throws InterruptedException {
    Instant due =
        Collections.min(
            List.of(outbox.due(), outbox.after(repeats.due()), outbox.after(hands.due())));
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

  /** Why the receiver is not told of this for now; empty if it is, was, or never will be. */
  public Optional<String> withholds(Incident incident) {
    Decision decision = decide(incident);
    return decision.holds() ? Optional.of(decision.reason()) : Optional.empty();
  }

  /** How the receiver is doing. */
  public Condition condition() {
    return attempts.condition();
  }

  /** How many revisions wait. */
  public int waiting() {
    return outbox.size();
  }

  private Decision decide(Incident incident) {
    Situation situation =
        new Situation(receiver.name(), office.clock().instant(), office.knowledge().get());
    return office.policy().decide(incident, settlement.account().last(incident), situation);
  }

  private void handle(Parcel due) throws InterruptedException {
    if (due.isAskedFor() && settlement.account().isDead(due.incident())) {
      dispatch.alone(due, Verdict.ASKED_FOR);
      return;
    }
    Asked asked = new Asked(office.clock().instant(), outbox.situation());
    Decision decision = decide(due.incident());
    if (decision.holds()) {
      settlement.heldBack(due.incident(), decision);
      outbox.hold(due, decision, asked);
    } else if (decision.tells()) {
      dispatch.inTurn(due, decision.verdict(), asked);
    } else if (decision.verdict() == Verdict.ENDED_WHILE_HELD) {
      settlement.withheld(due, decision);
    } else {
      settlement.skipped(due, decision.verdict());
    }
  }

  private boolean tellHands() throws InterruptedException {
    delivering.lock();
    try {
      return hands.tell();
    } finally {
      delivering.unlock();
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
      Reply reply = attempts.post(due.get());
      if (!(reply instanceof Reply.Accepted)) {
        LOG.warn("{} could not be told again; it is tried in {}", receiver.name(), pause);
      }
    } finally {
      delivering.unlock();
    }
    return true;
  }
}
