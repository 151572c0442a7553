package io.tocsin.collector.logs;

import io.tocsin.telemetry.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Up to where a container's log has been published, and which of the last lines: so that a new
 * subscription can begin a little before the end and leave out what is known. Stamps of stdout and
 * stderr can step back, so "older" alone proves nothing; a line is known by stream, stamp, text and
 * how often it came.
 */
final class Position {
  /** How far the stamps of two streams may be out of order. */
  static final Duration OVERLAP = Duration.ofSeconds(2);

  private static final int REMEMBERED = 1024;

  private long[] marks = new long[32];
  private long[] times = new long[32];
  private int size;
  private int oldest;
  private Instant latest;
  private Instant forgotten;
  private Map<Long, Integer> known = new HashMap<>();

  /**
   * @param begin lines from here on are wanted
   */
  Position(Instant begin) {
    this.latest = begin;
    this.forgotten = begin.minusNanos(1);
  }

  /**
   * From when to subscribe again; what is known of the time after is left out by {@link #isNew}.
   */
  Instant resubscribe() {
    known = new HashMap<>();
    for (int i = 0; i < size; i++) {
      known.merge(marks[(oldest + i) % marks.length], 1, Integer::sum);
    }
    Instant overlap = latest.minus(OVERLAP);
    Instant complete = forgotten.plusNanos(1);
    return overlap.isAfter(complete) ? overlap : complete;
  }

  /** Whether the line has not been published yet; remembers it. */
  boolean isNew(long mark, Instant at) {
    if (!known.isEmpty()) {
      Integer left = known.get(mark);
      if (left != null) {
        if (left == 1) {
          known.remove(mark);
        } else {
          known.put(mark, left - 1);
        }
        return false;
      }
      if (at.isAfter(latest.plus(OVERLAP))) {
        known = new HashMap<>();
      }
    }
    remember(mark, at);
    return true;
  }

  void remember(long mark, Instant at) {
    if (size == marks.length && size < REMEMBERED) {
      grow();
    }
    if (size == marks.length) {
      Instant gone = fromNanos(times[oldest]);
      forgotten = gone.isAfter(forgotten) ? gone : forgotten;
      oldest = (oldest + 1) % marks.length;
      size--;
    }
    int place = (oldest + size) % marks.length;
    marks[place] = mark;
    times[place] = at.getEpochSecond() * 1_000_000_000 + at.getNano();
    size++;
    latest = at.isAfter(latest) ? at : latest;
  }

  private void grow() {
    long[] moreMarks = new long[marks.length * 2];
    long[] moreTimes = new long[marks.length * 2];
    for (int i = 0; i < size; i++) {
      moreMarks[i] = marks[(oldest + i) % marks.length];
      moreTimes[i] = times[(oldest + i) % marks.length];
    }
    marks = moreMarks;
    times = moreTimes;
    oldest = 0;
  }

  private static Instant fromNanos(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  Instant latest() {
    return latest;
  }

  /** Names a line by 64 bits. */
  static long mark(LogLine.Stream stream, Instant at, BoundedBuffer text) {
    return mark(stream, at, text.bytes(), text.length());
  }

  static long mark(LogLine.Stream stream, Instant at, byte[] bytes, int length) {
    int number = stream == LogLine.Stream.STDERR ? 2 : 1;
    long hash = at.getEpochSecond() * 1_000_000_007L + at.getNano() * 31L + number;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001b3L;
    }
    return hash ^ hash >>> 29;
  }
}
