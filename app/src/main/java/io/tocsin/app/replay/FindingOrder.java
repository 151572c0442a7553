package io.tocsin.app.replay;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands the findings of a host on in the order in which the live run had them, for that order is
 * chance and is part of the record. Findings that the live run did not have come in at their time.
 * What only a clock could tell, such as a silent host, is taken from the record as it is.
 */
final class FindingOrder {
  /** So long after its time a finding may still come. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Predicate<Finding> isOfTheClock;
  private final Deque<Turn> turns = new ArrayDeque<>();
  private final Map<Key, Integer> recorded = new HashMap<>();
  private final Map<Key, Deque<Finding>> arrived = new HashMap<>();
  private final PriorityQueue<Other> others =
      new PriorityQueue<>(
          Comparator.comparing((Other other) -> other.finding().updatedAt())
              .thenComparing(other -> other.finding().id())
              .thenComparingLong(Other::number));
  private Instant latest = Instant.MIN;
  private long number;

  private record Key(String id, boolean firing, Severity severity, Instant updatedAt) {
    static Key of(Finding finding) {
      return new Key(finding.id(), finding.isFiring(), finding.severity(), finding.updatedAt());
    }
  }

  /** A place in the record; {@code taken} is the finding where it is not computed again. */
  private record Turn(Key key, Instant at, @Nullable Finding taken) {}

  /** A finding that the record does not have. */
  private record Other(Finding finding, long number) {}

  FindingOrder(Predicate<Finding> isOfTheClock) {
    this.isOfTheClock = isOfTheClock;
  }

  /** The next finding that the live run had. */
  void recorded(Finding finding) {
    Key key = Key.of(finding);
    latest = finding.updatedAt().isAfter(latest) ? finding.updatedAt() : latest;
    boolean isTaken = isOfTheClock.test(finding);
    turns.add(new Turn(key, latest, isTaken ? finding : null));
    if (!isTaken) {
      recorded.merge(key, 1, Integer::sum);
    }
  }

  /** A finding of this replay. */
  void arrived(Finding finding) {
    Key key = Key.of(finding);
    if (recorded.containsKey(key)) {
      arrived.computeIfAbsent(key, each -> new ArrayDeque<>()).add(finding);
    } else {
      others.add(new Other(finding, number++));
    }
  }

  /** Gives out what cannot be overtaken any more, now that telemetry has come so far. */
  void advance(Instant watermark, Consumer<Finding> out) {
    giveBefore(watermark.minus(PATIENCE), out);
  }

  /** Gives out all that is left. */
  void finish(Consumer<Finding> out) {
    giveBefore(Instant.MAX, out);
  }

  private void giveBefore(Instant ripe, Consumer<Finding> out) {
    while (!turns.isEmpty() && turns.getFirst().at().isBefore(ripe)) {
      Turn turn = turns.removeFirst();
      giveOthersBefore(turn.at(), out);
      give(turn, out);
    }
    giveOthersBefore(ripe, out);
  }

  private void give(Turn turn, Consumer<Finding> out) {
    if (turn.taken() != null) {
      out.accept(turn.taken());
      return;
    }
    Key key = turn.key();
    boolean isLast = recorded.merge(key, -1, Integer::sum) == 0;
    Deque<Finding> there = arrived.get(key);
    if (there != null && !there.isEmpty()) {
      out.accept(there.removeFirst());
    }
    if (isLast) {
      recorded.remove(key);
      Deque<Finding> left = arrived.remove(key);
      if (left != null) {
        left.forEach(out);
      }
    }
  }

  private void giveOthersBefore(Instant time, Consumer<Finding> out) {
    for (Other first = others.peek();
        first != null && first.finding().updatedAt().isBefore(time);
        first = others.peek()) {
      others.remove();
      out.accept(first.finding());
    }
  }
}
