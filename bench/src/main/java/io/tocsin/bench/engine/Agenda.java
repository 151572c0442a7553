package io.tocsin.bench.engine;

import io.tocsin.bench.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** What is to be done when; everything is done by one pair of hands, in the order of its time. */
public final class Agenda {
  private static final long LONGEST_NAP_MILLIS = 1_000;

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparing(Entry::at));
  private final List<String> broken = new ArrayList<>();

  /** Something to do with the engine. */
  public interface Step {
    void take() throws IOException, InterruptedException;
  }

  private record Entry(Instant at, String what, Step step) {}

  public void at(Instant at, String what, Step step) {
    entries.add(new Entry(at, what, step));
  }

  public void in(Duration wait, String what, Step step) {
    at(Instant.now().plus(wait), what, step);
  }

  /**
   * Does what is due until then. A step that the engine refuses is noted, and is no reason to end.
   */
  public void runUntil(Instant end) throws InterruptedException {
    runUntil(() -> !Instant.now().isBefore(end));
  }

  /** As {@link #runUntil(Instant)}, with an end that shows on the way. */
  public void runUntil(BooleanSupplier over) throws InterruptedException {
    while (!over.getAsBoolean()) {
      Entry next = entries.peek();
      if (next == null || next.at().isAfter(Instant.now())) {
        Thread.sleep(next == null ? LONGEST_NAP_MILLIS : millisTo(next.at()));
      } else {
        entries.remove();
        take(next);
      }
    }
  }

  /** What could not be done, with the reason. */
  public List<String> broken() {
    return List.copyOf(broken);
  }

  private void take(Entry entry) throws InterruptedException {
    try {
      entry.step().take();
    } catch (IOException e) {
      broken.add(entry.what() + ": " + e.getMessage());
      Progress.say("could not " + broken.get(broken.size() - 1));
    }
  }

  private static long millisTo(Instant then) {
    long millis = Duration.between(Instant.now(), then).toMillis();
    return Math.max(1, Math.min(LONGEST_NAP_MILLIS, millis));
  }
}
