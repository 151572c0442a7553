package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Retries;
import io.tocsin.alerts.policy.Situation;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The posts to one receiver: at its pace, less often while it takes none, and all that waits soon
 * after it has taken one again.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  /** However long it has failed, what is new is tried so soon. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(10);

  /** Once it takes posts again, all that waits is tried within this time. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Receiver receiver;
  private final Office office;
  private final Outbox outbox;
  private final Consumer<Instant> onTaken;
  private volatile Condition condition = Condition.UNTRIED;

  /**
   * @param onTaken is told of each message that was taken
   */
  Attempts(Receiver receiver, Office office, Outbox outbox, Consumer<Instant> onTaken) {
    this.onTaken = onTaken;
    this.receiver = receiver;
    this.office = office;
    this.outbox = outbox;
  }

  /** How the receiver is doing. */
  Condition condition() {
    return condition;
  }

  /** Posts it once, and keeps the receiver's pace. */
  Reply post(Incident incident) throws InterruptedException {
    return noted(send(incident));
  }

  /** The same of a message that is written already. */
  Reply post(Message message) throws InterruptedException {
    return noted(office.post().send(message));
  }

  private Reply noted(Reply reply) {
    Instant now = office.clock().instant();
    outbox.pauseUntil(now.plus(receiver.pace()));
    if (reply instanceof Reply.Accepted accepted) {
      outbox.pauseUntil(now.plus(accepted.rest()));
      taken(now);
    } else if (reply instanceof Reply.Refused refused) {
      condition = condition.refused(now, refused.reason());
    } else if (reply instanceof Reply.Failed failed) {
      condition = condition.failed(now, failed.reason());
    }
    return reply;
  }

  /** Until when this waits that was not taken; what else waits may have to wait too. */
  Instant nextTry(Parcel parcel, Reply.Failed failed) {
    Instant now = office.clock().instant();
    Retries retries = office.retries();
    Duration asked = failed.retryAfter();
    if (!asked.isZero()) {
      outbox.pauseUntil(patience(failed));
    }
    if (condition.failures() > 1) {
      Duration rest = retries.pause(condition.failures(), random(), Duration.ZERO);
      outbox.pauseUntil(now.plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST));
    }
    return now.plus(retries.pause(parcel.failures(), random(), asked));
  }

  /** Until when the receiver is told nothing, for it has asked for that. */
  Instant patience(Reply.Failed failed) {
    return office.clock().instant().plus(office.retries().pause(1, 0, failed.retryAfter()));
  }

  private void taken(Instant now) {
    if (condition.failures() > 0) {
      outbox.hasten(now, SOON, office.random());
    }
    condition = Condition.WELL;
    onTaken.accept(now);
  }

  private Reply send(Incident incident) throws InterruptedException {
    Message message;
    try {
      message = receiver.message(shown(incident), office.clock().instant());
    } catch (RuntimeException e) {
      LOG.warn("incident {} cannot be written for {}", incident.id(), receiver.name(), e);
      return new Reply.Refused("it cannot be written in the receiver's format: " + e.getClass());
    }
    return office.post().send(message);
  }

  private Incident shown(Incident incident) {
    Situation situation =
        new Situation(receiver.name(), office.clock().instant(), office.knowledge().get());
    return office.policy().shown(incident, situation);
  }

  private double random() {
    return office.random().getAsDouble();
  }
}
