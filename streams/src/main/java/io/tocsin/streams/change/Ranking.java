package io.tocsin.streams.change;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts first what people would look at first: what was changed within the hour, then within the
 * day, then the rest; of these the service's own changes, then those of what it depends on, then
 * the stack's; of these the latest.
 */
final class Ranking {
  private static final int MOST = 20;
  private static final int MOST_NAMES = 6;
  private static final int FEW = 3;

  /** Says little of a service that nothing else points to. */
  private static final Set<String> PLAIN = Set.of("created", "recreated", "removed");

  private final Instant moment;
  private final Relation relation;

  Ranking(Instant moment, Relation relation) {
    this.moment = moment;
    this.relation = relation;
  }

  List<Incident.Change> of(List<Deployment> deployments, List<Incident.Change> updates) {
    List<Incident.Change> all = new ArrayList<>(updates);
    deployments.forEach(deployment -> all.addAll(gathered(deployment)));
    all.sort(
        Comparator.comparingInt(this::age)
            .thenComparingInt(this::distance)
            .thenComparing(Incident.Change::at, Comparator.reverseOrder())
            .thenComparing(Incident.Change::service)); // of one service they are in their order
    return all.stream().limit(MOST).toList();
  }

  private int age(Incident.Change change) {
    Duration ago = Duration.between(change.at(), moment);
    return ago.compareTo(Duration.ofHours(1)) <= 0
        ? 0
        : ago.compareTo(Duration.ofDays(1)) <= 0 ? 1 : 2;
  }

  private int distance(Incident.Change change) {
    return change.service().isEmpty() ? Relation.REMOTE + 1 : relation.of(change.service());
  }

  /** A stack that is brought up is not thirty changes. */
  private List<Incident.Change> gathered(Deployment deployment) {
    List<Incident.Change> changes = new ArrayList<>();
    for (String what : PLAIN.stream().sorted().toList()) {
      List<Incident.Change> plain =
          deployment.changes().stream()
              .filter(change -> change.what().equals(what) && relation.of(change.service()) > 0)
              .toList();
      changes.addAll(plain.size() < FEW ? plain : List.of(together(plain)));
    }
    deployment.changes().stream()
        .filter(change -> !PLAIN.contains(change.what()) || relation.of(change.service()) == 0)
        .forEach(changes::add);
    return changes;
  }

  private static Incident.Change together(List<Incident.Change> plain) {
    Incident.Change last = plain.get(plain.size() - 1);
    int more = plain.size() - MOST_NAMES;
    String names =
        plain.stream()
            .map(Incident.Change::service)
            .sorted()
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    String told = more > 0 ? names + " and " + more + " more" : names;
    boolean removed = last.what().equals("removed");
    return new Incident.Change(
        last.at(),
        "",
        last.what(),
        removed ? told : null,
        removed ? null : told,
        null,
        Objects.requireNonNull(last.deployment()));
  }
}
