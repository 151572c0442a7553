package io.tocsin.streams.detect.memoryforecast;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How much neighbours in a series resemble each other beyond its trend. A walk at random resembles
 * a trend for a while; what gives it away is that its points hang together.
 */
final class Resemblance {
  /** Beyond so many deviations a correlation is none by chance. */
  private static final double CHANCE = 1.645;

  private Resemblance() {}

  /**
   * By what the variance of Kendall's S grows (Hamed and Rao 1998, equation 11), at least 1.
   *
   * @param slope the trend to be taken off first
   */
  static double of(double[] seconds, double[] values, double slope) {
    int n = values.length;
    double[] ranks = ranks(rest(seconds, values, slope));
    double mean = (n + 1) / 2.0;
    double spread = sum(ranks, ranks, 0, mean);
    double sum = 0;
    for (int lag = 1; lag < n / 2 && spread > 0; lag++) {
      double correlation = sum(ranks, ranks, lag, mean) / spread;
      if (correlation < CHANCE / Math.sqrt(n)) {
        break; // Further lags add noise alone.
      }
      sum += (double) (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
    }
    return 1 + 2 * sum / ((double) n * (n - 1) * (n - 2));
  }

  private static double[] rest(double[] seconds, double[] values, double slope) {
    double[] rest = new double[values.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i] - slope * (seconds[i] - seconds[0]);
    }
    return rest;
  }

  private static double[] ranks(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int rank = 0; rank < order.length; rank++) {
      ranks[order[rank]] = rank + 1;
    }
    return ranks;
  }

  private static double sum(double[] one, double[] other, int lag, double mean) {
    double sum = 0;
    for (int i = 0; i + lag < one.length; i++) {
      sum += (one[i] - mean) * (other[i + lag] - mean);
    }
    return sum;
  }
}
