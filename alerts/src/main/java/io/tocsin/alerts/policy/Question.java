package io.tocsin.alerts.policy;

import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of the policy are asked.
 *
 * @param last what was last settled between the receiver and the incident; null for nothing
 */
record Question(
    Incident incident, @Nullable Delivery last, Situation situation, PolicyRules rules) {
  int settledRevision() {
    return last == null ? 0 : last.revision();
  }

  boolean wasTold() {
    return last != null && last.told() > 0;
  }

  boolean isOver() {
    return !incident.isOpen();
  }

  /** Whether the receiver has been told of a beginning and of no end since. */
  boolean owesTheEnd() {
    return last != null && last.leavesOpen();
  }

  /** Whether the receiver surely knows that it has begun. */
  boolean hasHeardOfTheBeginning() {
    return wasTold() && last != null && !last.hasHeardOfTheEnd();
  }

  boolean ended(Outcome outcome) {
    return last != null && last.outcome() == outcome;
  }

  boolean fits(Matchers matchers) {
    return matchers.fit(incident, situation.known().labels());
  }

  /** Who has the incident in hand. */
  Optional<Acknowledgement> acknowledgement() {
    return situation.known().controls().acknowledgement(incident);
  }

  /** The same about another incident. */
  Question about(Incident other) {
    return new Question(other, last, situation, rules);
  }

  Instant now() {
    return situation.now();
  }
}
