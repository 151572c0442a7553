package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

  private static final int MOST_CASES = 500;

  private final List<Case> cases = new ArrayList<>();
  private final Information information;
  private final Districts districts;
  private final Kinship kinship;

  /** What is known of the host that findings are held against. */
  record Ground(Districts districts, Kinship kinship) {}

  /** What is kept; {@code waiting} are findings that opened nothing. */
  record State(@Nullable List<Case.State> cases, @Nullable List<Finding> waiting) {}

  Casebook(Ground ground, State kept) {
    districts = ground.districts();
    kinship = ground.kinship();
    information = new Information(kept.waiting());
    if (kept.cases() != null) {
      kept.cases().forEach(state -> cases.add(Case.restore(state)));
    }
  }

  State state() {
    return new State(cases.stream().map(Case::state).toList(), information.state());
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
    cases.addAll(turn.opened());
    return turn;
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
    cases.add(opened);
    return opened;
  }

  void forget(Instant now) {
    information.forget(now);
    cases.removeIf(
        each -> {
          Instant over = each.isMerged() ? each.updatedAt() : each.resolvedAt();
          return over != null && over.plus(REOPEN).isBefore(now);
        });
    if (cases.size() > MOST_CASES) {
      cases.remove(0);
    }
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
