package io.tocsin.app.replay;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Progress;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

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
  private final Map<String, Progress> present = new TreeMap<>();
  private final Set<String> behind = new HashSet<>();
  private Instant latest = Instant.MIN;
  private long number;

  private record Key(String id, boolean firing, Severity severity, Instant updatedAt) {
    static Key of(Finding finding) {
      return new Key(finding.id(), finding.isFiring(), finding.severity(), finding.updatedAt());
    }
  }

  /** A place in the record. */
  private sealed interface Turn {
    Instant at();
  }

  /** Of a finding that is computed again. */
  private record Again(Key key, Instant at) implements Turn {}

  /** Of what is taken as it is. */
  private record Taken(Finding finding, Instant at) implements Turn {}

  private record Advance(Progress progress, Instant at) implements Turn {}

  /** Who takes what comes in order. */
  interface Out {
    void take(Finding finding);

    void take(Progress progress);
  }

  /** A finding that the record does not have. */
  private record Other(Finding finding, long number) {}

  FindingOrder(Predicate<Finding> isOfTheClock) {
    this.isOfTheClock = isOfTheClock;
  }

  /** The next finding that the live run had. */
  void recorded(Finding finding) {
    Key key = Key.of(finding);
    latest = finding.updatedAt().isAfter(latest) ? finding.updatedAt() : latest;
    if (isOfTheClock.test(finding)) {
      turns.add(new Taken(finding, latest));
    } else {
      turns.add(new Again(key, latest));
      recorded.merge(key, 1, Integer::sum);
    }
  }

  /**
   * How far the live run had read a source. While all are read of the present nothing waits, and
   * the last word of each is enough.
   */
  void recorded(Progress progress) {
    boolean wasBehind = !behind.isEmpty();
    if (progress.behind()) {
      behind.add(progress.key());
    } else {
      behind.remove(progress.key());
    }
    if (progress.behind() || wasBehind) {
      present.values().forEach(each -> turns.add(new Advance(each, latest)));
      present.clear();
      turns.add(new Advance(progress, latest));
    } else {
      present.put(progress.key(), progress);
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
  void advance(Instant watermark, Out out) {
    giveBefore(watermark.minus(PATIENCE), out);
  }

  /** Gives out all that is left. */
  void finish(Out out) {
    giveBefore(Instant.MAX, out);
  }

  private void giveBefore(Instant ripe, Out out) {
    while (!turns.isEmpty() && turns.getFirst().at().isBefore(ripe)) {
      Turn turn = turns.removeFirst();
      giveOthersBefore(turn.at(), out);
      give(turn, out);
    }
    giveOthersBefore(ripe, out);
  }

  private void give(Turn turn, Out out) {
    if (turn instanceof Taken taken) {
      out.take(taken.finding());
    } else if (turn instanceof Advance advance) {
      out.take(advance.progress());
    } else if (turn instanceof Again again) {
      give(again.key(), out);
    }
  }

  private void give(Key key, Out out) {
    boolean isLast = recorded.merge(key, -1, Integer::sum) == 0;
    Deque<Finding> there = arrived.get(key);
    if (there != null && !there.isEmpty()) {
      out.take(there.removeFirst());
    }
    if (isLast) {
      recorded.remove(key);
      Deque<Finding> left = arrived.remove(key);
      if (left != null) {
        left.forEach(out::take);
      }
    }
  }

  private void giveOthersBefore(Instant time, Out out) {
    for (Other first = others.peek();
        first != null && first.finding().updatedAt().isBefore(time);
        first = others.peek()) {
      others.remove();
      out.take(first.finding());
    }
  }
}
