package io.tocsin.streams.detect.baseline;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors of the last sixty seconds, by the second. */
public final class Window {
  private static final int SECONDS = 60;

  private final int[] counts;
  private long newest;
  private int total;

  /** What is kept. */
  public record State(List<Integer> counts, long newest) {}

  public Window(@Nullable State kept) {
    counts = new int[SECONDS];
    if (kept != null) {
      Arrays.setAll(counts, slot -> kept.counts().get(slot));
    }
    newest = kept == null ? Long.MIN_VALUE : kept.newest();
    total = Arrays.stream(counts).sum();
  }

  public State state() {
    return new State(Arrays.stream(counts).boxed().toList(), newest);
  }

  /** Counts an error; one from the past counts as of now, since streams are not in step. */
  public void add(long second) {
    advance(second);
    counts[slot(newest)]++;
    total++;
  }

  /** Lets the seconds before the window go. */
  public void advance(long second) {
    if (second <= newest) {
      return;
    }
    if (newest == Long.MIN_VALUE || second - newest >= SECONDS) {
      Arrays.fill(counts, 0);
      total = 0;
    } else {
      for (long passed = newest + 1; passed <= second; passed++) {
        total -= counts[slot(passed)];
        counts[slot(passed)] = 0;
      }
    }
    newest = second;
  }

  public int total() {
    return total;
  }

  /**
   * The second in which the rate changed: from where on the errors exceed what the usual rate would
   * have brought by most (the change point estimate of Page's CUSUM, Biometrika 41, 1954).
   */
  public long onset(double usualPerMinute) {
    double usual = 2 * usualPerMinute / SECONDS;
    double sum = 0;
    double best = Double.NEGATIVE_INFINITY;
    long onset = newest;
    for (long second = newest; second > newest - SECONDS; second--) {
      int count = counts[slot(second)];
      sum += count - usual;
      if (count > 0 && sum >= best) {
        best = sum;
        onset = second;
      }
    }
    return onset;
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
