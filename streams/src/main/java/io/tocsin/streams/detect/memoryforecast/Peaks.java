package io.tocsin.streams.detect.memoryforecast;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The highest memory of a run, minute by minute for an hour, and of all the time before. */
final class Peaks {
  private static final int MINUTES = 60;
  private static final int RECENT = 5;

  private final TreeMap<Long, Long> minutes = new TreeMap<>();
  private long former;
  private long lastMinute = Long.MIN_VALUE;
  private long lastPeak;

  /** What is kept, in whole KiB. */
  record State(long former, Map<Long, Long> minutes) {}

  Peaks(@Nullable State kept) {
    if (kept != null) {
      former = kept.former();
      minutes.putAll(kept.minutes());
    }
  }

  void add(Instant at, long kib) {
    long minute = at.getEpochSecond() / 60;
    if (minute == lastMinute && kib <= lastPeak) {
      return;
    }
    lastPeak = minutes.merge(minute, kib, Math::max);
    lastMinute = minute;
    while (minutes.firstKey() < minute - MINUTES) {
      former = Math.max(former, minutes.pollFirstEntry().getValue());
    }
  }

  void clear() {
    minutes.clear();
    former = 0;
    lastMinute = Long.MIN_VALUE;
  }

  /** The highest value of the minutes that were over at that time; 0 if there was none. */
  long before(Instant at) {
    long minute = at.getEpochSecond() / 60;
    return minutes.headMap(minute).values().stream().reduce(former, Math::max);
  }

  /**
   * Where the highest value of each of the last five minutes would stand now, had it grown on,
   * lowest first. While memory grows, a minute is highest at its end.
   *
   * @param kibPerSecond the growth
   */
  double[] recent(Instant now, double kibPerSecond) {
    long second = now.getEpochSecond();
    return minutes.tailMap(second / 60 - RECENT + 1).entrySet().stream()
        .mapToDouble(
            minute ->
                minute.getValue() + Math.max(0, second - (minute.getKey() + 1) * 60) * kibPerSecond)
        .sorted()
        .toArray();
  }

  State state() {
    return new State(former, new TreeMap<>(minutes));
  }
}
