package io.tocsin.streams.detect.apistorm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls by the second. Counts are exact; of what was called, the first so many a second are kept.
 */
final class Calls {
  private static final int NAMED_IN_A_SECOND = 20;

  /** A pause of this many seconds ends a run of calls. */
  private static final int PAUSE = 3;

  private final TreeMap<Long, Second> seconds = new TreeMap<>();

  /** A call to the engine. */
  record Call(String action, String service) {}

  /** A second's calls. */
  record Second(int count, List<Call> named) {}

  /** What is kept. */
  record State(Map<Long, Second> seconds) {}

  Calls(@Nullable State kept) {
    if (kept != null) {
      seconds.putAll(kept.seconds());
    }
  }

  void add(long second, Call call) {
    Second before = seconds.getOrDefault(second, new Second(0, List.of()));
    List<Call> named = before.named();
    if (named.size() < NAMED_IN_A_SECOND) {
      named = new ArrayList<>(named);
      named.add(call);
    }
    seconds.put(second, new Second(before.count() + 1, named));
  }

  /** Takes a call back that has turned out to be part of another. */
  void remove(long second, Call call) {
    Second before = seconds.get(second);
    if (before == null) {
      return;
    }
    List<Call> named = new ArrayList<>(before.named());
    named.remove(call);
    if (before.count() <= 1) {
      seconds.remove(second);
    } else {
      seconds.put(second, new Second(before.count() - 1, named));
    }
  }

  int count(long from, long to) {
    return seconds.subMap(from, true, to, true).values().stream().mapToInt(Second::count).sum();
  }

  int busySeconds(long from, long to) {
    return seconds.subMap(from, true, to, true).size();
  }

  /** The first second of the run of calls that goes on at {@code second}. */
  long runStart(long second) {
    long start = second + 1;
    for (Long busy : seconds.headMap(second, true).descendingKeySet()) {
      if (start - busy > PAUSE) {
        break;
      }
      start = busy;
    }
    return start;
  }

  /** From the first to the last second of the run of calls that goes on at {@code second}. */
  long runLength(long second) {
    Long last = seconds.floorKey(second);
    return last == null ? 0 : last - runStart(second);
  }

  Tally tally(long from, long to) {
    Deque<Call> calls = new ArrayDeque<>();
    seconds.subMap(from, true, to, true).values().forEach(second -> calls.addAll(second.named()));
    return Tally.of(List.copyOf(calls));
  }

  long first() {
    return seconds.isEmpty() ? Long.MIN_VALUE : seconds.firstKey();
  }

  void forgetBefore(long second) {
    seconds.headMap(second).clear();
  }

  boolean isEmpty() {
    return seconds.isEmpty();
  }

  State state() {
    return new State(new TreeMap<>(seconds));
  }
}
