package io.tocsin.streams.detect.baseline;

import org.jspecify.annotations.Nullable;

/**
 * What a service has taught of its errors a minute: an exponentially weighted mean and variance
 * (Finch, Incremental calculation of weighted mean and variance, 2009, section 9), begun with a
 * weak prior so that a flood is one from the first minute on, while a service that simply logs some
 * errors is given the time to say so.
 *
 * <p>The rate's prior is a gamma distribution of shape {@value #PRIOR_SHAPE} about {@value
 * #PRIOR_MEAN} errors a minute, or about {@value #PRIOR_SHARE} of the entries where that is more:
 * who writes much has more errors of its own. Fifty errors in the very first minute of a quiet
 * service are beyond it (p = 3e-8), after two quiet minutes thirteen are; of a busy service about
 * every tenth entry in the first minute must be one.
 */
public final class Rate {
  private static final double PRIOR_SHAPE = 2;
  private static final double PRIOR_MEAN = 4;
  private static final double PRIOR_SHARE = 0.02;

  /** How much a minute still weighs a minute later: half after 14 minutes. */
  private static final double MEMORY = 0.95;

  /** Of the dispersion, which takes longer to know: half after 69 minutes. */
  private static final double LONG_MEMORY = 0.99;

  private static final double LEAST_MEAN = 0.5;

  private double minutes;
  private double errors;
  private double mean;
  private double variance;
  private double longMinutes;
  private double longMean;
  private double longVariance;

  /** What is kept. */
  public record State(
      double minutes,
      double errors,
      double mean,
      double variance,
      double longMinutes,
      double longMean,
      double longVariance) {}

  public Rate(@Nullable State kept) {
    if (kept != null) {
      minutes = kept.minutes();
      errors = kept.errors();
      mean = kept.mean();
      variance = kept.variance();
      longMinutes = kept.longMinutes();
      longMean = kept.longMean();
      longVariance = kept.longVariance();
    }
  }

  public State state() {
    return new State(minutes, errors, mean, variance, longMinutes, longMean, longVariance);
  }

  /** Learns a whole minute. */
  public void learn(int count) {
    minutes = minutes * MEMORY + 1;
    errors = errors * MEMORY + count;
    double weight = 1 / minutes;
    double difference = count - mean;
    double step = weight * difference;
    mean += step;
    variance = (1 - weight) * (variance + difference * step);
    learnDispersion(count);
  }

  private void learnDispersion(int count) {
    longMinutes = longMinutes * LONG_MEMORY + 1;
    double weight = 1 / longMinutes;
    double difference = count - longMean;
    double step = weight * difference;
    longMean += step;
    longVariance = (1 - weight) * (longVariance + difference * step);
  }

  /** How many times a count's mean its variance is. */
  private double dispersion() {
    return longVariance / Math.max(longMean, LEAST_MEAN);
  }

  /** Learns minutes without an error. */
  public void learnQuiet(long count) {
    // After a few memories' length nothing is left of what was before.
    for (long i = 0; i < Math.min(count, 400); i++) {
      learn(0);
    }
  }

  /** Takes over the level of the last minutes as the new normal. */
  public void restart(double level) {
    minutes = 5;
    errors = 5 * level;
    mean = level;
    variance = level * level / 4;
  }

  /** How many minutes it has learned from, by their weight. */
  public double learned() {
    return minutes;
  }

  /** Of the count in the next minute, by a service that writes so many entries. */
  public NegativeBinomial expected(int entries) {
    return expected(1, entries);
  }

  /** Of the count in so many minutes: the uncertainty of the rate, common to all, included. */
  public NegativeBinomial expected(int count, int entries) {
    double prior = PRIOR_SHAPE / Math.max(PRIOR_MEAN, PRIOR_SHARE * entries);
    double weight = prior + minutes;
    double rate = (PRIOR_SHAPE + errors) / weight;
    double own = count * Math.max(Math.max(rate, variance), dispersion() * rate);
    return new NegativeBinomial(count * rate, own + count * count * rate / weight);
  }
}
