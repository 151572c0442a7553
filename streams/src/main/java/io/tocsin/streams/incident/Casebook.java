package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The incidents that are open, or have been until a moment ago. */
final class Casebook {
  /** How long a resolved incident is the same one if its services fail again. */
  private static final Duration REOPEN = Duration.ofMinutes(5);

  private static final int MOST_CASES = 500;

  /** What one command or storm hit is compared finding by finding only up to so many. */
  private static final int MOST_COMPARED = 40;

  private static final Comparator<Case> OLDEST =
      Comparator.comparing(Case::detectedAt).thenComparing(Case::id);

  private final List<Case> cases = new ArrayList<>();
  private final Joining joining;
  private final Affinity affinity;

  /** One that has turned out to be a part of another. */
  record Merger(Case part, Case whole) {}

  Casebook(Affinity affinity, @Nullable List<Case.State> kept) {
    this.affinity = affinity;
    joining = new Joining(affinity);
    if (kept != null) {
      kept.forEach(state -> cases.add(Case.restore(state)));
    }
  }

  List<Case.State> state() {
    return cases.stream().map(Case::state).toList();
  }

  List<Case> cases() {
    return List.copyOf(cases);
  }

  Case open(Finding finding) {
    Case opened = Case.open(finding);
    cases.add(opened);
    return opened;
  }

  @Nullable Case known(Finding finding) {
    for (Case each : cases) {
      if (each.contains(finding.id())) {
        return each;
      }
    }
    return null;
  }

  /** An incident to join; information keeps to its own kind, or goes with trouble that is open. */
  @Nullable Case find(Finding finding) {
    if (Information.standsForItself(finding)) {
      return cases.stream()
          .filter(each -> Information.isSame(each, finding))
          .findFirst()
          .orElse(null);
    }
    boolean open = Information.isInformation(finding);
    return joining.find(
        finding,
        cases.stream().filter(each -> !each.isInformation() && (each.isOpen() || !open)).toList());
  }

  boolean wants(Case trouble, Finding information) {
    return joining.find(information, List.of(trouble)) != null;
  }

  void forget(Instant now) {
    cases.removeIf(
        each -> {
          Instant resolved = each.resolvedAt();
          return resolved != null && resolved.plus(REOPEN).isBefore(now);
        });
    if (cases.size() > MOST_CASES) {
      cases.remove(0);
    }
  }

  /** Puts together the next two that are open and of one cause; the older goes on. */
  Optional<Merger> merge(Function<Case, Suspects> suspects) {
    List<Case> open =
        cases.stream()
            .filter(each -> each.isOpen() && !each.isInformation())
            .filter(each -> each.all().size() <= MOST_COMPARED)
            .sorted(OLDEST)
            .toList();
    for (int i = 0; i < open.size(); i++) {
      for (int j = i + 1; j < open.size(); j++) {
        Case whole = open.get(i);
        Case part = open.get(j);
        if (joining.areConnected(whole, part) && !haveOwnCauses(whole, part, suspects)) {
          cases.remove(part);
          return Optional.of(new Merger(part, whole));
        }
      }
    }
    return Optional.empty();
  }

  /** Two that share a symptom may yet have a cause each. */
  private boolean haveOwnCauses(Case one, Case other, Function<Case, Suspects> suspects) {
    Finding first = root(one, suspects);
    Finding second = root(other, suspects);
    return first != null && second != null && !affinity.areOfOneCause(first, second);
  }

  /** The finding that is a cause by itself; null if all that was found are consequences. */
  private static @Nullable Finding root(Case of, Function<Case, Suspects> suspects) {
    Finding finding = suspects.apply(of).first().finding();
    return finding == null || Testimony.of(finding).isSymptom() ? null : finding;
  }
}
