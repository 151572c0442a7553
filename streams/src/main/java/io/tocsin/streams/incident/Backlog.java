package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts findings of the past in the order of their time. Sources are read one ahead of the other, by
 * minutes where much lies there to be read; so what is found of the past waits until all have been
 * read so far. What is found of the present waits for nobody.
 */
final class Backlog {
  /** What happened longer ago is the past: to hear of it seconds later does no harm. */
  private static final Duration NEWS = Duration.ofSeconds(30);

  /** How old the word of a source that reads of the present may be. */
  private static final Duration TOLD_EVERY = Duration.ofSeconds(60);

  /** By how much a detector may come later than the time that its finding is of. */
  private static final Duration LATE = Duration.ofMinutes(2);

  /** So long, by those that read of the present, it is waited for those that do not get there. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int MOST = 2_000;

  private static final Comparator<Finding> IN_TIME =
      Comparator.comparing(Finding::updatedAt).thenComparing(Finding::id);

  private final Map<String, Progress> sources = new TreeMap<>();
  private final Map<Integer, Instant> facts = new TreeMap<>();
  private final List<Finding> held = new ArrayList<>();
  private @Nullable Instant since;

  /**
   * What is kept.
   *
   * @param facts up to when those of each partition are known
   * @param held what waits, in its order
   * @param since from when on something waits, by those that read of the present
   */
  record State(
      @Nullable List<Progress> sources,
      @Nullable Map<Integer, Instant> facts,
      @Nullable List<Finding> held,
      @Nullable Instant since) {}

  Backlog(@Nullable State kept) {
    if (kept != null) {
      List<Progress> known = kept.sources() == null ? List.of() : kept.sources();
      known.forEach(each -> sources.put(each.key(), each));
      facts.putAll(kept.facts() == null ? Map.of() : kept.facts());
      held.addAll(kept.held() == null ? List.of() : kept.held());
      since = kept.since();
    }
  }

  State state() {
    return new State(List.copyOf(sources.values()), new TreeMap<>(facts), List.copyOf(held), since);
  }

  void take(Progress progress) {
    sources.merge(progress.key(), progress, Backlog::later);
  }

  /** All facts of a partition are known up to then. */
  void knowsFacts(int partition, Instant upTo) {
    facts.merge(partition, upTo, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** A source that is read again, after a crash, does not become ignorant by it. */
  private static Progress later(Progress before, Progress now) {
    return now.at().isBefore(before.at())
        ? new Progress(
            now.host(), now.source(), now.partition(), before.at(), now.sources(), now.behind())
        : now;
  }

  /** Takes a finding in; gives those whose turn it is. */
  List<Finding> take(Finding finding) {
    if (sources.isEmpty() || Nature.isOfTelemetry(finding) || isCaughtUp() || isNews(finding)) {
      List<Finding> due = earlier(finding);
      due.add(finding);
      return due;
    }
    hold(finding);
    return due();
  }

  /** What waits of the same finding comes before its news. */
  private List<Finding> earlier(Finding news) {
    List<Finding> same =
        new ArrayList<>(held.stream().filter(each -> each.id().equals(news.id())).toList());
    held.removeAll(same);
    return same;
  }

  private void hold(Finding finding) {
    int at = held.size();
    while (at > 0 && IN_TIME.compare(held.get(at - 1), finding) > 0) {
      at--;
    }
    held.add(at, finding);
  }

  /** Those that need not wait any longer, in their order. */
  List<Finding> due() {
    List<Finding> due = new ArrayList<>();
    since = since == null ? present() : since;
    boolean isOver = isCaughtUp() || isPatienceAtAnEnd();
    Instant reached = reached();
    while (!held.isEmpty()
        && (isOver || held.size() > MOST || !held.get(0).updatedAt().plus(LATE).isAfter(reached))) {
      due.add(held.remove(0));
    }
    since = held.isEmpty() ? null : since;
    return due;
  }

  /** All that waits, for nothing more comes. */
  List<Finding> rest() {
    List<Finding> rest = List.copyOf(held);
    held.clear();
    since = null;
    return rest;
  }

  boolean isHolding() {
    return !held.isEmpty();
  }

  /** Whether nobody has said how far it is. */
  boolean isUnknown() {
    return sources.isEmpty();
  }

  /** Of before that nothing more is found. */
  Instant settled() {
    Instant reached = reached();
    return reached.isBefore(Instant.EPOCH) ? reached : reached.minus(LATE);
  }

  /** Up to when all sources have been read. */
  private Instant reached() {
    return isComplete() ? least() : Instant.MIN;
  }

  private boolean isComplete() {
    int expected = sources.values().stream().mapToInt(Progress::sources).max().orElse(1);
    return sources.size() >= expected;
  }

  private Instant least() {
    Instant least = Instant.MAX;
    for (Progress each : sources.values()) {
      least = each.at().isBefore(least) ? each.at() : least;
    }
    for (Instant each : facts.values()) {
      least = each.isBefore(least) ? each : least;
    }
    return least;
  }

  private boolean isCaughtUp() {
    return isComplete() && sources.values().stream().noneMatch(Progress::behind);
  }

  private boolean isNews(Finding finding) {
    Instant at = finding.updatedAt();
    return sources.values().stream()
        .filter(each -> !each.behind())
        .anyMatch(
            each ->
                at.isAfter(each.at().minus(NEWS))
                    && at.isBefore(each.at().plus(TOLD_EVERY).plus(NEWS)));
  }

  private boolean isPatienceAtAnEnd() {
    Instant present = present();
    return since != null && present != null && since.plus(PATIENCE).isBefore(present);
  }

  /** The present, by those that read of it; null if there are none. */
  private @Nullable Instant present() {
    return sources.values().stream()
        .filter(each -> !each.behind())
        .map(Progress::at)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
