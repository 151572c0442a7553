package io.tocsin.streams.incident;

import io.tocsin.streams.detect.Recent;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The incidents that are open, or have been until a moment ago. For a minute a finding may still
 * change its incident, as more is found: so it ends in the same one in whatever order findings of
 * that minute came.
 */
final class Casebook {
  /** How long a resolved incident is the same one if its services fail again. */
  private static final Duration REOPEN = Duration.ofMinutes(5);

  /** After so long a finding stays where it is. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  static final int MOST_CASES = 500;

  private static final int MOST_REVISIONS = 1_000;

  /** What goes on elsewhere, then what is over, then what nobody is woken for; then the oldest. */
  private static final Comparator<Case> LEAST_MISSED =
      Comparator.comparing((Case each) -> !each.isMerged())
          .thenComparing(Case::isOpen)
          .thenComparing(each -> !each.isInformation())
          .thenComparing(Case::updatedAt)
          .thenComparing(Case::id);

  /** How often those were told that had to be dropped, so that they go on from there. */
  private final Recent<String, Integer> revisions;

  private final List<Case> cases = new ArrayList<>();
  private final Information information;
  private final Districts districts;
  private final Kinship kinship;

  /** What is known of the host that findings are held against. */
  record Ground(Districts districts, Kinship kinship) {}

  /**
   * What is kept.
   *
   * @param waiting findings that opened nothing
   * @param revisions of incidents that are followed no longer
   */
  record State(
      @Nullable List<Case.State> cases,
      @Nullable List<Finding> waiting,
      @Nullable Map<String, Integer> revisions) {}

  Casebook(Ground ground, State kept) {
    districts = ground.districts();
    kinship = ground.kinship();
    information = new Information(kept.waiting());
    revisions = new Recent<>(MOST_REVISIONS, kept.revisions());
    if (kept.cases() != null) {
      kept.cases().forEach(state -> cases.add(Case.restore(state)));
    }
  }

  State state() {
    return new State(
        cases.stream().map(Case::state).toList(),
        information.state(),
        new LinkedHashMap<>(revisions));
  }

  /** Takes a finding in, or its news. */
  Turn take(Finding finding, Instant now) {
    Case known = known(finding);
    if (known != null) {
      known.put(finding);
    }
    if (known == null && !finding.isFiring()) {
      information.take(waiting -> waiting.id().equals(finding.id()));
      return Turn.NOTHING;
    }
    if (Information.standsForItself(finding)) {
      return Turn.of(known == null ? ownKind(finding) : known);
    }
    information.take(waiting -> waiting.id().equals(finding.id()));
    if (known == null && Information.isInformation(finding)) {
      information.await(finding);
    }
    boolean mayMove = known == null || isFresh(finding, now);
    Turn turn = mayMove ? part(districts.around(finding, troubles()), finding, now) : Turn.NOTHING;
    return known == null || turn.hasMerged(known) ? turn : turn.and(known);
  }

  /** Looks again at what is fresh in these stacks, of which more has become known. */
  Turn lookAgain(Set<String> stacks, Instant now) {
    List<Case> around = districts.around(stacks, troubles());
    boolean isFresh =
        around.stream().flatMap(each -> each.all().stream()).anyMatch(each -> isFresh(each, now));
    return isFresh ? part(around, null, now) : Turn.NOTHING;
  }

  private Turn part(List<Case> around, @Nullable Finding arrived, Instant now) {
    Parting parting = new Parting(kinship, around, now.minus(SETTLED));
    Turn turn = parting.part(arrived, information, this::dormant);
    turn.opened().forEach(this::open);
    return turn;
  }

  private void open(Case opened) {
    Integer before = revisions.remove(opened.id());
    opened.goOnFrom(before == null ? 0 : before);
    cases.add(opened);
  }

  private boolean isFresh(Finding finding, Instant now) {
    return finding.detectedAt().isAfter(now.minus(SETTLED));
  }

  /** One that had become a part of another, and is no more. */
  private @Nullable Case dormant(Finding anchor) {
    return cases.stream()
        .filter(each -> each.isMerged() && each.isAnchoredBy(anchor))
        .findFirst()
        .orElse(null);
  }

  List<Case> troubles() {
    return cases.stream().filter(each -> !each.isMerged() && !each.isInformation()).toList();
  }

  private @Nullable Case known(Finding finding) {
    for (Case each : cases) {
      if (!each.isMerged() && each.contains(finding.id())) {
        return each;
      }
    }
    return null;
  }

  private Case ownKind(Finding finding) {
    for (Case each : cases) {
      if (Information.isSame(each, finding)) {
        each.put(finding);
        return each;
      }
    }
    Case opened = Case.open(finding);
    open(opened);
    return opened;
  }

  /**
   * Forgets what is long over. Gives those that are not over and yet cannot be followed any longer,
   * for there are too many: whoever was told of them must be told so.
   */
  List<Case> forget(Instant now) {
    information.forget(now);
    cases.removeIf(
        each -> {
          Instant over = each.isMerged() ? each.updatedAt() : each.resolvedAt();
          return over != null && over.plus(REOPEN).isBefore(now);
        });
    return cases.size() > MOST_CASES ? tooMany() : List.of();
  }

  private List<Case> tooMany() {
    List<Case> dropped =
        cases.stream().sorted(LEAST_MISSED).limit(cases.size() - MOST_CASES).toList();
    cases.removeAll(dropped);
    dropped.forEach(each -> revisions.renew(each.id(), each.revision() + 1)); // with its last word
    return dropped.stream().filter(each -> each.isOpen() && !each.isMerged()).toList();
  }

  /**
   * What a finding brought about.
   *
   * @param touched those of which there is more to tell
   * @param mergers those that have turned out to be parts of others
   * @param opened those of the touched that are new
   */
  record Turn(Set<Case> touched, List<Merger> mergers, List<Case> opened) {
    static final Turn NOTHING = new Turn(Set.of(), List.of(), List.of());

    static Turn of(Case touched) {
      return new Turn(Set.of(touched), List.of(), List.of());
    }

    boolean hasMerged(Case part) {
      return mergers.stream().anyMatch(merger -> merger.part().equals(part));
    }

    Turn and(Case more) {
      Set<Case> all = new LinkedHashSet<>(touched);
      all.add(more);
      return new Turn(all, mergers, opened);
    }
  }

  /** One that has turned out to be a part of another. */
  record Merger(Case part, Case whole) {}
}
