package io.tocsin.streams.incident;

import io.tocsin.streams.incident.Affinity.Tie;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parts findings into incidents: the same findings alike, in whatever order they came.
 *
 * <p>The closest pairs are put together first (Kruskal, On the Shortest Spanning Subtree, 1956),
 * and a group that has a cause of its own takes no other that has one, unless the two causes hang
 * together themselves. So a symptom of two causes goes to the nearer one.
 */
final class Grouping {
  /** By when they were found, however they were delivered. */
  static final Comparator<Finding> IN_TIME =
      Comparator.comparing(Finding::detectedAt).thenComparing(Finding::id);

  /** Of more than this, only those that were found one after the other are compared. */
  private static final int MOST_COMPARED = 80;

  private static final Comparator<Link> CLOSEST =
      Comparator.comparing(Link::tie, Tie.CLOSEST)
          .thenComparing(Link::lag)
          .thenComparingInt(Link::one)
          .thenComparingInt(Link::other);

  private final Kinship kinship;
  private final List<Member> members;
  private final int[] leader;
  private final boolean[] isRooted;
  private final boolean[] isRoot;
  private final boolean[] isOfHost;
  private final List<Link> links = new ArrayList<>();

  /**
   * One to be put somewhere.
   *
   * @param home the incident to which it belongs for good; null if that may change yet
   */
  record Member(Finding finding, @Nullable Case home) {}

  /**
   * @param isFirm whether it holds although both sides have a cause
   */
  private record Link(int one, int other, Tie tie, Duration lag, boolean isFirm) {}

  private Grouping(Kinship kinship, Collection<Member> all) {
    this.kinship = kinship;
    members = new ArrayList<>(all);
    members.sort(Comparator.comparing(Member::finding, IN_TIME));
    leader = new int[members.size()];
    isRooted = new boolean[members.size()];
    isRoot = new boolean[members.size()];
    isOfHost = new boolean[members.size()];
  }

  /** The groups, and in each its findings, in their time. */
  static List<List<Finding>> of(Kinship kinship, Collection<Member> members) {
    Grouping grouping = new Grouping(kinship, members);
    grouping.prepare();
    grouping.link();
    grouping.links.sort(CLOSEST);
    grouping.links.forEach(grouping::unite);
    return grouping.groups();
  }

  private void prepare() {
    Map<Case, Integer> homes = new HashMap<>();
    for (int i = 0; i < leader.length; i++) {
      leader[i] = i;
      isRoot[i] = kinship.isRoot(finding(i));
      isRooted[i] = isRoot[i];
    }
    for (int i = 0; i < leader.length; i++) {
      Case home = members.get(i).home();
      Integer first = home == null ? null : homes.putIfAbsent(home, i);
      if (first != null) {
        join(first, i);
      }
    }
  }

  private void link() {
    forPairs(
        (one, other) -> {
          if (Kinship.isOfOneHost(finding(one), finding(other))) {
            isOfHost[one] = true;
            isOfHost[other] = true;
          }
        });
    forPairs(this::link);
  }

  private interface Pairs {
    void take(int one, int other);
  }

  /** Of those that are settled no two are compared again. */
  private void forPairs(Pairs pairs) {
    for (int i = 0; i < leader.length; i++) {
      for (int j = i + 1; j < leader.length; j++) {
        boolean isSettled = members.get(i).home() != null && members.get(j).home() != null;
        boolean isNear = j - i <= MOST_COMPARED || leader.length <= 2 * MOST_COMPARED;
        if (!isSettled && (isNear || isSameService(i, j))) {
          pairs.take(i, j);
        }
      }
    }
  }

  private void link(int one, int other) {
    Tie tie =
        isExplainedOtherwise(one, other) ? null : kinship.between(finding(one), finding(other));
    if (tie != null) {
      Duration lag = Duration.between(finding(one).startedAt(), finding(other).startedAt()).abs();
      boolean isOld = members.get(one).home() != null || members.get(other).home() != null;
      boolean isFirm = (isRoot[one] && isRoot[other]) || (isSameService(one, other) && isOld);
      links.add(new Link(one, other, tie, lag, isFirm));
    }
  }

  /**
   * What one command or a storm removed is no news of what was wrong before, there or elsewhere.
   */
  private boolean isExplainedOtherwise(int one, int other) {
    boolean isBefore =
        (isOfHost[one] && Kinship.isBeforeItsRemoval(finding(other), finding(one)))
            || (isOfHost[other] && Kinship.isBeforeItsRemoval(finding(one), finding(other)));
    return isBefore && !Kinship.isOfOneHost(finding(one), finding(other));
  }

  private boolean isSameService(int one, int other) {
    return finding(one).subject().equals(finding(other).subject());
  }

  private void unite(Link link) {
    int one = leader(link.one());
    int other = leader(link.other());
    if (one != other && (link.isFirm() || !isRooted[one] || !isRooted[other])) {
      join(one, other);
    }
  }

  private void join(int one, int other) {
    int into = leader(one);
    int from = leader(other);
    leader[from] = into;
    isRooted[into] |= isRooted[from];
  }

  private int leader(int member) {
    int at = member;
    while (leader[at] != at) {
      leader[at] = leader[leader[at]];
      at = leader[at];
    }
    return at;
  }

  private Finding finding(int member) {
    return members.get(member).finding();
  }

  private List<List<Finding>> groups() {
    Map<Integer, List<Finding>> groups = new LinkedHashMap<>();
    for (int i = 0; i < leader.length; i++) {
      groups.computeIfAbsent(leader(i), at -> new ArrayList<>()).add(finding(i));
    }
    return List.copyOf(groups.values());
  }
}
