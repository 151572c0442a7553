package io.tocsin.streams.incident;

import io.tocsin.streams.incident.Grouping.Member;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Parts findings about the watching itself, of which those of a kind and a time are one incident.
 */
final class Losses {
  private final List<List<Member>> groups = new ArrayList<>();

  private Losses() {}

  static List<List<Finding>> of(List<Member> members) {
    Losses losses = new Losses();
    members.stream()
        .sorted(Comparator.comparing(Member::finding, Grouping.IN_TIME))
        .forEach(losses::add);
    return losses.groups.stream()
        .map(group -> group.stream().map(Member::finding).toList())
        .toList();
  }

  private void add(Member member) {
    groups.stream()
        .filter(group -> belongs(member, group))
        .findFirst()
        .orElseGet(
            () -> {
              groups.add(new ArrayList<>());
              return groups.get(groups.size() - 1);
            })
        .add(member);
  }

  private static boolean belongs(Member member, List<Member> group) {
    Case home = member.home();
    if (home != null) {
      return group.stream().anyMatch(each -> home.equals(each.home()));
    }
    Finding finding = member.finding();
    return group.stream().allMatch(each -> isSameKind(each.finding(), finding))
        && group.stream().anyMatch(each -> Kinship.lastsAt(each.finding(), finding.detectedAt()));
  }

  private static boolean isSameKind(Finding one, Finding other) {
    Duration apart = Duration.between(one.detectedAt(), other.detectedAt()).abs();
    return one.detector().equals(other.detector()) && apart.compareTo(Affinity.NEAR) <= 0;
  }
}
