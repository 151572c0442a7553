package io.tocsin.streams.detect.logsilence;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How steadily a service writes: the lines of each of the last thirty minutes, and the longest
 * pause of each of the last days.
 *
 * <p>Of n pauses of a Poisson process the longest is about ln(n) mean pauses long, and one k times
 * as long has the probability n⁻ᵏ (David and Nagaraja, Order Statistics, 2003, section 10.5).
 */
final class Beat {
  private static final int MINUTES = 30;
  private static final int DAYS = 7;

  /** So many minutes of a hundred must have a line in them. */
  private static final int STEADY_PERCENT = 90;

  /** As many lines as should have come in the silence; none coming has p = e⁻²⁰ then. */
  private static final int BEYOND_DOUBT = 20;

  private final int[] lines = new int[MINUTES];
  private final Map<Long, Long> longest = new LinkedHashMap<>();
  private long minute;
  private long began;
  private @Nullable Instant last;

  /** What is kept: pauses in milliseconds by day, minutes since 1970. */
  record State(
      List<Integer> lines,
      Map<Long, Long> longest,
      long minute,
      long began,
      @Nullable Instant last) {}

  Beat(@Nullable State kept) {
    minute = kept == null ? Long.MIN_VALUE : kept.minute();
    began = kept == null ? Long.MIN_VALUE : kept.began();
    last = kept == null ? null : kept.last();
    if (kept != null) {
      Arrays.setAll(lines, slot -> kept.lines().get(slot));
      longest.putAll(kept.longest());
    }
  }

  State state() {
    return new State(
        Arrays.stream(lines).boxed().toList(), new LinkedHashMap<>(longest), minute, began, last);
  }

  /** When the last line came. */
  @Nullable Instant last() {
    return last;
  }

  /** Counts a line; true if another minute has begun with it. */
  boolean add(Instant at) {
    long second = at.getEpochSecond();
    if (last != null && second > last.getEpochSecond()) {
      long pause = Duration.between(last, at).toMillis();
      longest.merge(Math.floorDiv(second, 86_400L), pause, Math::max);
    }
    alive(at);
    boolean turned = turn(Math.floorDiv(second, 60L));
    lines[slot(minute)]++;
    return turned;
  }

  private boolean turn(long to) {
    if (to <= minute) {
      return false;
    }
    if (began == Long.MIN_VALUE) {
      began = to;
    }
    if (minute == Long.MIN_VALUE || to - minute >= MINUTES) {
      Arrays.fill(lines, 0);
    } else {
      for (long passed = minute + 1; passed <= to; passed++) {
        lines[slot(passed)] = 0;
      }
    }
    minute = to;
    if (longest.size() > DAYS) {
      longest.keySet().removeIf(day -> day < Math.floorDiv(to, 1_440L) - DAYS);
    }
    return true;
  }

  /** Something was heard that is no line of the service's own accord. */
  void alive(Instant at) {
    if (last == null || at.isAfter(last)) {
      last = at;
    }
  }

  /** Learns a silence that was too long, but not all of it: the next must be told sooner. */
  void silenceEnds(Instant at, @Nullable Duration patience) {
    if (last != null && patience != null) {
      long pause = Math.min(Duration.between(last, at).toMillis(), patience.toMillis() / 2);
      longest.merge(Math.floorDiv(at.getEpochSecond(), 86_400L), pause, Math::max);
    }
    last = null;
  }

  /** Lets the pause go that lies before the next line: it had a reason. */
  void pauseExcused() {
    last = null;
  }

  /**
   * After how long a silence something is wrong; null where the service does not write steadily
   * enough to say.
   */
  @Nullable Duration patience(Duration learn, int factor, Duration least) {
    long complete = Math.min(minute - began, MINUTES - 1L);
    if (began == Long.MIN_VALUE || (minute - began) * 60 < learn.toSeconds()) {
      return null;
    }
    int active = 0;
    long total = 0;
    for (long past = minute - complete; past < minute; past++) {
      active += lines[slot(past)] > 0 ? 1 : 0;
      total += lines[slot(past)];
    }
    if (complete == 0 || total == 0 || active * 100L < complete * STEADY_PERCENT) {
      return null;
    }
    long pause = longest.values().stream().mapToLong(Long::longValue).max().orElse(0);
    long doubt = BEYOND_DOUBT * complete * 60_000 / total;
    return Duration.ofMillis(Math.max(least.toMillis(), Math.max(factor * pause, doubt)));
  }

  private static int slot(long minute) {
    return (int) Math.floorMod(minute, (long) MINUTES);
  }
}
