package io.tocsin.streams.scenario;

import java.time.Duration;

/**
 * A repetition.
 *
 * @param period from one time to the next
 * @param times how often
 * @param isIrregular whether each time comes up to half a period early or late
 */
record Every(Duration period, int times, boolean isIrregular) {
  private static final int MOST = 2_000_000;

  /** Reads {@code every 5s for 10m}, {@code every ~5s for 10m} or {@code every 5s x20}. */
  static Every read(Words words) {
    words.next();
    String written = words.next();
    boolean isIrregular = written.startsWith("~");
    Duration period = Times.duration(isIrregular ? written.substring(1) : written);
    if (period.isZero()) {
      throw new IllegalArgumentException("nothing happens every 0s");
    }
    String bound = words.next();
    if (bound.matches("x\\d{1,6}")) {
      return new Every(period, Integer.parseInt(bound.substring(1)), isIrregular);
    }
    if (!bound.equals("for")) {
      throw new IllegalArgumentException("after every " + written + " comes for 10m, or x20");
    }
    long times = Math.max(1, Times.duration(words.next()).dividedBy(period));
    if (times > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " times");
    }
    return new Every(period, (int) times, isIrregular);
  }
}
