package io.tocsin.bench.faults;

import io.tocsin.bench.faults.StackPlan.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A fault as it happened.
 *
 * @param at when it began
 * @param cleared when the stack began to be taken down
 */
record Fault(StackPlan stack, FaultPlan plan, Instant at, Instant cleared) {
  private static final Duration SLACK = Duration.ofSeconds(1);
  private static final Duration AFTERMATH = Duration.ofSeconds(60);

  boolean isOfEngine() {
    return plan.cause().isEmpty();
  }

  /** Whether what was told at that time may be due to it. */
  boolean covers(Instant told) {
    return !told.isBefore(at.minus(SLACK)) && !told.isAfter(cleared.plus(AFTERMATH));
  }

  /** Cause, victims and those that may have noticed. */
  Set<String> concerned() {
    Set<String> concerned = new LinkedHashSet<>();
    if (!isOfEngine()) {
      concerned.add(plan.cause());
      concerned.addAll(plan.hits());
      concerned.addAll(stack.witnesses(plan.cause()));
    }
    return concerned;
  }

  String label() {
    return stack.name()
        + " "
        + plan.kind().wireName()
        + (isOfEngine() ? "" : " of " + plan.cause());
  }
}
