package io.tocsin.streams.change;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The same change to several containers of a service is told once, without a container's name. */
final class Same {
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private Same() {}

  /** The changes, oldest first, those that are one put together. */
  static List<Incident.Change> together(List<Incident.Change> changes) {
    List<Incident.Change> told = new ArrayList<>();
    changes.stream()
        .sorted(Comparator.comparing(Incident.Change::at))
        .forEach(
            change -> {
              int known = lastIndexOf(change, told);
              if (known < 0) {
                told.add(change);
              } else {
                told.set(known, both(told.get(known), change));
              }
            });
    return told;
  }

  private static int lastIndexOf(Incident.Change change, List<Incident.Change> told) {
    for (int i = told.size() - 1; i >= 0; i--) {
      if (isSame(told.get(i), change)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(Incident.Change one, Incident.Change other) {
    boolean together =
        one.deployment() == null
            ? !other.at().isAfter(one.at().plus(A_WHILE))
            : one.deployment().equals(other.deployment());
    return together
        && one.service().equals(other.service())
        && one.what().equals(other.what())
        && Objects.equals(one.from(), other.from())
        && Objects.equals(one.to(), other.to());
  }

  private static Incident.Change both(Incident.Change one, Incident.Change later) {
    return new Incident.Change(
        later.at(),
        later.service(),
        later.what(),
        later.from(),
        later.to(),
        Objects.equals(one.container(), later.container()) ? later.container() : null,
        later.deployment());
  }
}
