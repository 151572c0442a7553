package io.tocsin.streams.detect.memoryforecast;

import java.util.Arrays;

/**
 * The trend of a series: the median of the slopes between all pairs of points, which a few wild
 * points do not move, and how sure it is.
 *
 * <p>The slope and its bounds: P. K. Sen, Estimates of the regression coefficient based on
 * Kendall's tau, J. Am. Stat. Assoc. 63 (1968). The test: H. B. Mann, Econometrica 13 (1945). Its
 * variance where neighbours resemble each other, as memory's do: K. H. Hamed and A. R. Rao, J.
 * Hydrol. 204 (1998).
 *
 * @param slope the growth of the value by second
 * @param lower the slope's lower bound, 99 % sure on its side
 * @param upper the slope's upper bound
 * @param significance how many standard deviations Kendall's S lies above none
 */
record Trend(double slope, double lower, double upper, double significance) {
  private static final double SURE = 2.33;
  private static final Trend NONE = new Trend(0, 0, 0, 0);

  /** The trend of {@code values} at the times {@code seconds}, which rise. */
  static Trend of(double[] seconds, double[] values) {
    int n = values.length;
    if (n < 3) {
      return NONE;
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int at = 0;
    long s = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[at++] = (values[j] - values[i]) / (seconds[j] - seconds[i]);
        s += (long) Math.signum(values[j] - values[i]);
      }
    }
    Arrays.sort(slopes);
    double slope = median(slopes);
    double deviation = Math.sqrt(variance(values) * Resemblance.of(seconds, values, slope));
    int half = (int) Math.round(SURE * deviation / 2);
    int middle = slopes.length / 2;
    return new Trend(
        slope,
        slopes[Math.max(0, middle - half)],
        slopes[Math.min(slopes.length - 1, middle + half)],
        deviation == 0 ? 0 : (s - Math.signum((double) s)) / deviation);
  }

  /** Where the line through the median of the points stands at the last of them. */
  double at(double[] seconds, double[] values) {
    double last = seconds[seconds.length - 1];
    double[] levels = new double[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = values[i] + slope * (last - seconds[i]);
    }
    Arrays.sort(levels);
    return median(levels);
  }

  /** Of Kendall's S without a trend; points of the same value take from it. */
  private static double variance(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = term(sorted.length);
    int equal = 1;
    for (int i = 1; i <= sorted.length; i++) {
      if (i < sorted.length && sorted[i] == sorted[i - 1]) {
        equal++;
      } else {
        sum -= term(equal);
        equal = 1;
      }
    }
    return sum / 18;
  }

  private static double term(double n) {
    return n * (n - 1) * (2 * n + 5);
  }

  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
