package io.tocsin.streams.detect.memoryforecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When memory will meet its limit.
 *
 * @param since when the growth that it goes by began to be seen
 * @param over the time over which growth was seen
 * @param left from now to the limit
 * @param earliest by the upper bound of the slope
 * @param latest by the lower bound of the slope
 * @param kibPerMinute the growth
 */
record Forecast(
    Instant since,
    Duration over,
    Duration left,
    Duration earliest,
    Duration latest,
    double kibPerMinute) {
  /** One in a hundred by chance. */
  private static final double SIGNIFICANT = 2.33;

  /** At the slowest growth that is likely, it may take so many times as long. */
  private static final int DOUBT = 2;

  /**
   * Looks where a series leads.
   *
   * @param peaks the run's: the end comes when what swings above the floor meets the limit
   * @return null if it does not grow for sure, or its growth dies away before the limit
   */
  static @Nullable Forecast of(Envelope envelope, Peaks peaks, Goal goal) {
    double[] seconds = envelope.seconds();
    double[] kept = envelope.kept();
    // A floor that only rises cannot be tested for rising; the lows can.
    if (Trend.of(seconds, envelope.lows()).significance() < SIGNIFICANT) {
      return null;
    }
    Trend trend = Trend.of(seconds, kept);
    Pace pace = Pace.of(seconds, kept);
    double[] highs = peaks.recent(goal.now(), trend.slope());
    double need = goal.limit() - Trend.median(highs);
    double within = goal.within().toSeconds();
    if (trend.lower() <= 0
        || need > pace.recent() * within
        || need > DOUBT * trend.lower() * within
        || need > trend.slope() * within
        || need > pace.ahead()) {
      return null;
    }
    double highest = highs[highs.length - 1];
    double floor = Math.min(trend.at(seconds, kept), highest);
    double swing = (highest - floor) / 2;
    return new Forecast(
        envelope.begin(),
        Duration.ofSeconds((long) (seconds[seconds.length - 1] - seconds[0])),
        seconds(need / trend.slope()),
        seconds((goal.limit() - highest - swing) / Math.max(trend.upper(), pace.recent())),
        seconds((goal.limit() - floor + swing) / Math.min(trend.lower(), pace.recent())),
        trend.slope() * 60);
  }

  /**
   * What it must lead to.
   *
   * @param limit in KiB
   */
  record Goal(Instant now, double limit, Duration within) {
    /** The same in so many times as long. */
    Goal within(int times) {
      return new Goal(now, limit, within.multipliedBy(times));
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofSeconds(Math.round(Math.max(0, seconds)));
  }

  /**
   * How growth goes on: what fills up slows down, a leak does not.
   *
   * @param recent the slope of the later half
   * @param ahead how much is still to come if each half grows by the same share of the one before:
   *     A. C. Aitken's Δ² (Proc. R. Soc. Edinb. 46, 1926), as it is for a filling cache
   */
  private record Pace(double recent, double ahead) {
    static Pace of(double[] seconds, double[] values) {
      int middle = values.length / 2;
      double before = slope(seconds, values, 0, middle);
      double recent = slope(seconds, values, middle, values.length);
      if (recent >= before) {
        return new Pace(recent, Double.MAX_VALUE);
      }
      double share = Math.max(0, recent / before);
      double half = (seconds[seconds.length - 1] - seconds[0]) / 2;
      return new Pace(recent, Math.max(0, recent) * half * share / (1 - share));
    }

    private static double slope(double[] seconds, double[] values, int from, int to) {
      return Trend.of(Arrays.copyOfRange(seconds, from, to), Arrays.copyOfRange(values, from, to))
          .slope();
    }
  }
}
