package io.tocsin.streams.detect.errorspike;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "Every service has errors of its own, and a fixed number is wrong for all "
              + "but one. What matters is a rate that its own past does not explain.",
          "P(X ≥ k) < probability for the k errors of the last minute, and k ≥ minimum, where X is"
              + " negative binomial with the exponentially weighted mean μ and variance σ² of the"
              + " service's own errors a minute: size r = μ² ÷ (σ² − μ). A flood that lasts is"
              + " learned as the new normal. The same test on the sum of the last five minutes,"
              + " each above the usual and together twice as much, finds the excess that no single"
              + " minute shows.",
          "Greenwood and Yule 1920 (the mixture); Hilbe, Negative Binomial Regression, "
              + "2011, eq. 8.3 (the tail); Finch, Incremental calculation of weighted mean "
              + "and variance, 2009, section 9 (the weights).",
          "backend logged 120 errors in a minute; its usual rate is 0.4. Most of them: "
              + "`order * failed: no route to host` ×118.");

  private About() {}
}
