package io.tocsin.alerts.policy;

import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
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

  boolean ended(Outcome outcome) {
    return last != null && last.outcome() == outcome;
  }

  boolean fits(Matchers matchers) {
    return matchers.fit(incident, situation.known().labels());
  }

  Instant now() {
    return situation.now();
  }
}
