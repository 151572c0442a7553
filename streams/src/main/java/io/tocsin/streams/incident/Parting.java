package io.tocsin.streams.incident;

import io.tocsin.streams.incident.Affinity.Tie;
import io.tocsin.streams.incident.Casebook.Merger;
import io.tocsin.streams.incident.Casebook.Turn;
import io.tocsin.streams.incident.Grouping.Member;
import io.tocsin.telemetry.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts the findings of some incidents anew, and says what that changes. */
final class Parting {
  private final Kinship kinship;
  private final List<Case> around;
  private final Instant settledUntil;
  private final Map<Case, List<Finding>> parts = new LinkedHashMap<>();
  private final List<Merger> mergers = new ArrayList<>();
  private final List<Case> opened = new ArrayList<>();

  Parting(Kinship kinship, List<Case> around, Instant settledUntil) {
    this.kinship = kinship;
    this.around = around;
    this.settledUntil = settledUntil;
  }

  /**
   * @param arrived one that belongs nowhere yet, or is known; null for none
   * @param dormant what was opened by a finding, and has become a part of another since
   */
  Turn part(
      @Nullable Finding arrived, Information waiting, Function<Finding, @Nullable Case> dormant) {
    for (List<Finding> group : groups(arrived)) {
      claim(group, dormant);
    }
    List<Finding> passengers = passengers(waiting);
    passengers.forEach(this::seat);
    Set<Case> touched = new LinkedHashSet<>();
    parts.forEach(
        (each, findings) -> {
          if (each.become(findings) || opened.contains(each)) {
            touched.add(each);
          }
        });
    waiting.take(finding -> touched.stream().anyMatch(each -> each.contains(finding.id())));
    return new Turn(touched, mergers, opened);
  }

  private List<List<Finding>> groups(@Nullable Finding arrived) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (Case each : around) {
      for (Finding finding : each.all()) {
        members.put(finding.id(), new Member(finding, isSettled(finding) ? each : null));
      }
    }
    if (arrived != null && !Information.isInformation(arrived)) {
      members.putIfAbsent(arrived.id(), new Member(arrived, null));
    }
    Map<Boolean, List<Member>> kinds =
        members.values().stream()
            .collect(
                java.util.stream.Collectors.partitioningBy(
                    member -> Nature.isOfTelemetry(member.finding())));
    List<List<Finding>> groups =
        new ArrayList<>(Grouping.of(kinship, Objects.requireNonNull(kinds.get(false))));
    groups.addAll(Losses.of(Objects.requireNonNull(kinds.get(true))));
    return groups;
  }

  private boolean isSettled(Finding finding) {
    return !finding.detectedAt().isAfter(settledUntil);
  }

  /** A group is the oldest of the incidents that were opened by one of its findings. */
  private void claim(List<Finding> group, Function<Finding, @Nullable Case> dormant) {
    Case whole = null;
    for (Case each : around) {
      if (group.contains(each.anchor())) {
        if (whole == null) {
          whole = each;
        } else {
          mergers.add(new Merger(each, whole));
        }
      }
    }
    if (whole == null) {
      whole = group.stream().map(dormant).filter(Objects::nonNull).findFirst().orElse(null);
    }
    if (whole == null) {
      whole = Case.open(group.get(0));
      opened.add(whole);
    }
    parts.put(whole, new ArrayList<>(group));
  }

  /** Information changes no incident, and goes with the trouble that is nearest to it. */
  private List<Finding> passengers(Information waiting) {
    List<Finding> all = new ArrayList<>();
    around.forEach(each -> all.addAll(each.passengers()));
    all.addAll(waiting.state());
    return all;
  }

  private void seat(Finding passenger) {
    Case home =
        around.stream().filter(each -> each.contains(passenger.id())).findFirst().orElse(null);
    Case stays = home == null ? null : whole(home);
    boolean mayMove = home == null || !isSettled(passenger);
    Case nearest = mayMove ? nearest(passenger).orElse(stays) : stays;
    if (nearest != null) {
      Objects.requireNonNull(parts.get(nearest)).add(passenger);
    }
  }

  private Case whole(Case part) {
    return mergers.stream()
        .filter(merger -> merger.part().equals(part))
        .map(Merger::whole)
        .findFirst()
        .orElse(part);
  }

  private record Seat(Case in, Tie tie) {}

  private Optional<Case> nearest(Finding passenger) {
    return parts.entrySet().stream()
        .filter(part -> part.getValue().stream().anyMatch(Finding::isFiring))
        .flatMap(
            part ->
                part.getValue().stream()
                    .filter(finding -> !Information.isInformation(finding))
                    .map(finding -> kinship.between(finding, passenger))
                    .filter(Objects::nonNull)
                    .map(tie -> new Seat(part.getKey(), tie)))
        .min(Comparator.comparing(Seat::tie, Tie.CLOSEST))
        .map(Seat::in);
  }
}
