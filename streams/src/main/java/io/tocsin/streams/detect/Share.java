package io.tocsin.streams.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many of the records in a sliding window are bad. The window slides by a sixtieth of its
 * length.
 */
public final class Share {
  private static final int SLICES = 60;
  private static final int PAUSE = SLICES / 4;

  private final long windowMillis;
  private final long sliceMillis;
  private final int[] all = new int[SLICES];
  private final int[] bad = new int[SLICES];
  private long newest;
  private int allTotal;
  private int badTotal;

  /** What is kept: slices from the newest backwards, as far as there is something in them. */
  public record State(long windowMillis, long newest, List<Integer> all, List<Integer> bad) {}

  public Share(Duration window) {
    windowMillis = Math.max(window.toMillis(), SLICES);
    sliceMillis = windowMillis / SLICES;
    newest = Long.MIN_VALUE;
  }

  /** Goes on where another stood, unless that one's window was another. */
  public Share(Duration window, @Nullable State kept) {
    this(window);
    if (kept != null && kept.windowMillis() == windowMillis) {
      newest = kept.newest();
      for (int age = 0; age < kept.all().size(); age++) {
        int slot = slot(newest - age);
        all[slot] = kept.all().get(age);
        bad[slot] = kept.bad().get(age);
        allTotal += all[slot];
        badTotal += bad[slot];
      }
    }
  }

  public State state() {
    List<Integer> counted = new ArrayList<>();
    List<Integer> countedBad = new ArrayList<>();
    int length = allTotal == 0 ? 0 : span() + 1;
    for (int age = 0; age < length; age++) {
      counted.add(all[slot(newest - age)]);
      countedBad.add(bad[slot(newest - age)]);
    }
    return new State(windowMillis, newest, counted, countedBad);
  }

  public Duration window() {
    return Duration.ofMillis(windowMillis);
  }

  public boolean hasWindow(Duration window) {
    return Math.max(window.toMillis(), SLICES) == windowMillis;
  }

  /** Counts a record; one from the past counts as of now, since streams are not in step. */
  public void add(Instant at, boolean isBad) {
    advance(at);
    int slot = slot(newest);
    all[slot]++;
    allTotal++;
    if (isBad) {
      bad[slot]++;
      badTotal++;
    }
  }

  /** Lets go what lies before the window. */
  public void advance(Instant to) {
    long slice = Math.floorDiv(millis(to), sliceMillis);
    if (slice <= newest) {
      return;
    }
    if (newest == Long.MIN_VALUE || slice - newest >= SLICES) {
      clear();
    } else {
      for (long passed = newest + 1; passed <= slice; passed++) {
        int slot = slot(passed);
        allTotal -= all[slot];
        badTotal -= bad[slot];
        all[slot] = 0;
        bad[slot] = 0;
      }
    }
    newest = slice;
  }

  private void clear() {
    java.util.Arrays.fill(all, 0);
    java.util.Arrays.fill(bad, 0);
    allTotal = 0;
    badTotal = 0;
  }

  public int all() {
    return allTotal;
  }

  public int bad() {
    return badTotal;
  }

  public double ratio() {
    return allTotal == 0 ? 0 : (double) badTotal / allTotal;
  }

  /**
   * When the bad records began to come that still do, to a sixtieth of the window. Those that a
   * pause of a quarter of it parts from the rest were of something else, such as a restart.
   */
  public Instant since() {
    int first = 0;
    int pause = 0;
    for (int age = 0; age < SLICES && (pause < PAUSE || bad[slot(newest - first)] == 0); age++) {
      boolean isBad = bad[slot(newest - age)] > 0;
      first = isBad ? age : first;
      pause = isBad ? 0 : pause + 1;
    }
    return Instant.ofEpochMilli((newest - first) * sliceMillis);
  }

  /** For how long bad records have been coming: from the first in the window to the last. */
  public Duration lasting() {
    int last = 0;
    while (last < SLICES - 1 && bad[slot(newest - last)] == 0) {
      last++;
    }
    int first = SLICES - 1;
    while (first > last && bad[slot(newest - first)] == 0) {
      first--;
    }
    return Duration.ofMillis((first - last) * sliceMillis);
  }

  /** The age of the oldest slice that has something in it. */
  private int span() {
    int age = SLICES - 1;
    while (age > 0 && all[slot(newest - age)] == 0) {
      age--;
    }
    return age;
  }

  private static long millis(Instant at) {
    return at.getEpochSecond() * 1_000 + at.getNano() / 1_000_000;
  }

  private static int slot(long slice) {
    return (int) Math.floorMod(slice, (long) SLICES);
  }
}
