package io.tocsin.streams.change;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the change that a trouble came after. */
final class Preludes {
  private static final int MOST_TOLD = 3;

  /** That something was made, as it was or for the first time, explains little after a while. */
  private static final Set<String> SLIGHT = Set.of("created", "recreated", "scale");

  /** Not what came before the trouble of a service, but the trouble. */
  private static final Set<String> ITSELF = Set.of("removed", "paused", "resumed");

  private final Instant onset;
  private final Relation relation;

  Preludes(Instant onset, Relation relation) {
    this.onset = onset;
    this.relation = relation;
  }

  /**
   * @param ranked as {@link Ranking} puts them
   */
  Optional<Prelude> find(List<Incident.Change> ranked) {
    return ranked.stream()
        .filter(this::isNear)
        .findFirst()
        .map(first -> of(first, ranked.stream().filter(each -> isPart(first, each)).toList()));
  }

  private boolean isNear(Incident.Change change) {
    int distance = distance(change);
    if (distance == 0 && ITSELF.contains(change.what())) {
      return false; // that is the trouble itself
    }
    Duration reach =
        distance == 0 && !SLIGHT.contains(change.what())
            ? Duration.ofDays(1)
            : distance < Relation.REMOTE ? Duration.ofHours(1) : Duration.ofMinutes(10);
    return Duration.between(change.at(), onset).compareTo(reach) <= 0;
  }

  private int distance(Incident.Change change) {
    return change.service().isEmpty() ? Relation.REMOTE : relation.of(change.service());
  }

  private static boolean isPart(Incident.Change first, Incident.Change each) {
    boolean together =
        first.deployment() == null
            ? first.at().equals(each.at())
            : first.deployment().equals(each.deployment());
    return together && first.service().equals(each.service());
  }

  private Prelude of(Incident.Change first, List<Incident.Change> parts) {
    Instant last = parts.stream().map(Incident.Change::at).max(Comparator.naturalOrder()).get();
    return new Prelude(
        Duration.between(last, onset), first.service(), what(first, parts), parts, distance(first));
  }

  private static String what(Incident.Change first, List<Incident.Change> parts) {
    String name = first.service();
    if (name.isEmpty()) {
      return Objects.requireNonNullElse(first.to(), first.from()) + " were " + first.what();
    }
    return switch (first.what()) {
      case "created" -> "%s was created (%s)".formatted(name, first.to());
      case "recreated" -> name + " was made anew from the same image with the same settings";
      case "removed", "paused", "resumed" -> name + " was " + first.what();
      case "scale" -> "%s was scaled from %s to %s".formatted(name, first.from(), first.to());
      default ->
          "%s of %s (%s)"
              .formatted(
                  first.deployment() == null ? "a change" : "a deployment", name, list(parts));
    };
  }

  private static String list(List<Incident.Change> parts) {
    String told =
        parts.stream()
            .limit(MOST_TOLD)
            .map(Incident.Change::inWords)
            .collect(Collectors.joining(", "));
    int more = parts.size() - MOST_TOLD;
    return more > 0 ? told + " and " + more + " more" : told;
  }
}
