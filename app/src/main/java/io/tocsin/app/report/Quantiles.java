package io.tocsin.app.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * Quantiles of durations to one part in a hundred, in bounded memory: DDSketch (Masson, Rim, Lee,
 * VLDB 2019). Count, mean and maximum are exact.
 */
final class Quantiles {
  private static final double GAMMA = 1.02;
  private static final double LOG_GAMMA = Math.log(GAMMA);

  private final TreeMap<Integer, Long> buckets = new TreeMap<>();
  private long count;
  private double sum;
  private double max;

  void add(double value) {
    count++;
    sum += value;
    max = Math.max(max, value);
    buckets.merge(bucket(value), 1L, Long::sum);
  }

  private static int bucket(double value) {
    return value <= 1e-9 ? Integer.MIN_VALUE : (int) Math.ceil(Math.log(value) / LOG_GAMMA);
  }

  void add(Quantiles others) {
    count += others.count;
    sum += others.sum;
    max = Math.max(max, others.max);
    others.buckets.forEach((bucket, n) -> buckets.merge(bucket, n, Long::sum));
  }

  long count() {
    return count;
  }

  double mean() {
    return count == 0 ? 0 : sum / count;
  }

  double max() {
    return max;
  }

  /** The smallest value that such a share of all do not exceed. */
  double at(double share) {
    long rank = (long) Math.ceil(share * count);
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      seen += bucket.getValue();
      if (seen >= rank) {
        return bucket.getKey() == Integer.MIN_VALUE
            ? 0
            : Math.min(max, 2 * Math.pow(GAMMA, bucket.getKey()) / (GAMMA + 1));
      }
    }
    return max;
  }
}
