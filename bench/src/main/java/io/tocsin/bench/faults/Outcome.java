package io.tocsin.bench.faults;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a fault.
 *
 * @param incidents all that were told because of it, as they stood when it was cleared; the first
 *     one first, and without those that were merged into others
 * @param merged how many there were besides, and became one with another
 * @param delay until the first post; null if there was none
 */
record Outcome(Fault fault, List<Incident> incidents, int merged, @Nullable Duration delay) {
  boolean isTold() {
    return !incidents.isEmpty();
  }

  boolean isFirst() {
    return isTold() && names(incidents.get(0));
  }

  boolean isAmongThree() {
    return isTold()
        && (isFirst()
            || incidents.get(0).candidates().stream()
                .limit(3)
                .anyMatch(candidate -> candidate.service().equals(fault.plan().cause())));
  }

  /** Whether the incident takes the fault's own service for the cause. */
  boolean names(Incident incident) {
    String service = incident.cause().service();
    if (!service.equals(fault.plan().cause())) {
      return false;
    }
    return fault.isOfEngine()
        ? incident.cause().detector().equals(Kind.API_STORM.wireName())
        : incident.stack().equals(fault.stack().name());
  }

  /** Services that were hit and are not named. */
  List<String> missing() {
    List<String> missing = new ArrayList<>(fault.plan().hits());
    if (!fault.isOfEngine()) {
      missing.add(fault.plan().cause());
    }
    missing.removeAll(named());
    return missing;
  }

  /** Services that are named and have nothing to do with it. */
  List<String> surplus() {
    List<String> surplus = new ArrayList<>(named());
    surplus.removeAll(fault.concerned());
    surplus.remove("");
    return surplus;
  }

  boolean isComplete() {
    return isTold() && missing().isEmpty();
  }

  private Set<String> named() {
    Set<String> named = new LinkedHashSet<>();
    incidents.stream().limit(1).forEach(incident -> named.addAll(incident.services()));
    return named;
  }
}
