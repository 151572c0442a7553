package io.tocsin.streams.detect.baseline;

/**
 * The negative binomial distribution of a count with the given mean and variance: what a Poisson
 * count becomes when its rate itself varies (a gamma mixture; Greenwood and Yule, 1920). With size
 * r = mean² / (variance − mean) and p = mean / variance, P(X = k) = Γ(k + r) / (k! Γ(r)) · pʳ · (1
 * − p)ᵏ (Hilbe, Negative Binomial Regression, 2011, eq. 8.3 and 8.4).
 */
public record NegativeBinomial(double mean, double variance) {
  /** Below this difference the distribution is a Poisson's for all purposes. */
  private static final double OVERDISPERSION = 1.001;

  private static final double NEGLIGIBLE = 1e-4;
  private static final int MOST_TERMS = 100_000;

  public NegativeBinomial {
    mean = Math.max(mean, 1e-9);
    variance = Math.max(variance, mean * OVERDISPERSION);
  }

  /** P(X ≥ k): the probability of a count at least this high. */
  public double tail(int k) {
    if (k <= 0) {
      return 1;
    }
    double size = mean * mean / (variance - mean);
    double success = mean / variance;
    double term =
        Math.exp(
            logGamma(k + size)
                - logGamma(k + 1.0)
                - logGamma(size)
                + size * Math.log(success)
                + k * Math.log1p(-success));
    double sum = term;
    // P(X = i + 1) = P(X = i) · (i + r) / (i + 1) · (1 − p)
    for (int i = k; i < k + MOST_TERMS; i++) {
      double factor = (i + size) / (i + 1.0) * (1 - success);
      term *= factor;
      sum += term;
      if (factor < 1 && term < sum * NEGLIGIBLE * (1 - factor)) {
        break;
      }
    }
    return Math.min(1, sum);
  }

  /** The smallest count, from {@code minimum} on, whose tail is below {@code probability}. */
  public int threshold(int minimum, double probability) {
    int low = minimum;
    int high = minimum;
    while (tail(high) >= probability && high < Integer.MAX_VALUE / 4) {
      low = high;
      high *= 2;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tail(middle) < probability) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Stirling's series after shifting the argument up; exact to ten digits for x > 0. */
  private static double logGamma(double x) {
    double shifted = x;
    double product = 1;
    while (shifted < 8) {
      product *= shifted;
      shifted += 1;
    }
    double inverse = 1 / shifted;
    double square = inverse * inverse;
    double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260)));
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + 0.5 * Math.log(2 * Math.PI)
        + series
        - Math.log(product);
  }
}
