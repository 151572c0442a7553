package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a receiver that can show it who has which incident in hand, and that nobody has any more:
 * of open incidents that it was told of, once each. The ledger knows what it knows, so that neither
 * a restart nor an outage of the receiver loses it. Used by the courier's thread.
 */
final class Hands {
  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

  private final Receiver receiver;
  private final Office office;
  private final Account account;
  private final Attempts attempts;
  private int failures;
  private Instant notBefore = Instant.MIN;

  Hands(Receiver receiver, Office office, Account account, Attempts attempts) {
    this.receiver = receiver;
    this.office = office;
    this.account = account;
    this.attempts = attempts;
  }

  /** Tells of one, if there is one to tell of, and says whether there was. */
  boolean tell() throws InterruptedException {
    if (!receiver.showsHands() || notBefore.isAfter(office.clock().instant())) {
      return false;
    }
    Knowledge known = office.knowledge().get();
    for (Incident incident : known.open()) {
      Delivery last = account.last(incident);
      Acknowledgement hand = known.controls().acknowledgement(incident).orElse(null);
      if (last != null && isNews(last, hand)) {
        tell(last, hand);
        return true;
      }
    }
    return false;
  }

  /** When what was not taken is tried again; {@link Instant#MAX} if nothing was. */
  Instant due() {
    return failures == 0 ? Instant.MAX : notBefore;
  }

  private static boolean isNews(Delivery last, @Nullable Acknowledgement hand) {
    boolean isKnown = hand == null ? last.hand() == null : hand.at().equals(last.hand());
    return last.told() > 0 && last.leavesOpen() && !isKnown;
  }

  private void tell(Delivery last, @Nullable Acknowledgement hand) throws InterruptedException {
    Optional<Message> message = receiver.hand(last.incident(), hand);
    Reply reply = message.isEmpty() ? new Reply.Accepted() : attempts.post(message.get());
    String incident = Visible.line(last.incident());
    if (reply instanceof Reply.Failed failed) {
      failures++;
      Duration pause =
          office.retries().pause(failures, office.random().getAsDouble(), failed.retryAfter());
      notBefore = office.clock().instant().plus(pause);
      LOG.warn(
          "{} could not be told who has {} in hand: {}",
          receiver.name(),
          incident,
          failed.reason());
      return;
    }
    failures = 0;
    account.handed(last, hand);
    if (reply instanceof Reply.Refused refused) {
      LOG.warn(
          "{} does not want to know who has {} in hand: {}",
          receiver.name(),
          incident,
          refused.reason());
    } else {
      String whose = hand == null ? "nobody" : Visible.line(hand.author());
      LOG.info("told {} that {} has incident {} in hand", receiver.name(), whose, incident);
    }
  }
}
