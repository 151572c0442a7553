package io.tocsin.streams.detect.requestrate;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "More requests than ever are no fault, but they are often why something else fails: "
              + "memory that fills up, answers that slow down, a data base that is short of "
              + "connections. An incident should say so.",
          "P(X ≥ k) < probability for the k requests of the last minute, k ≥ minimum and k ≥ 3 μ,"
              + " where X is negative binomial with the exponentially weighted mean μ and variance"
              + " σ² of the service's own requests a minute. Health checks do not count. The first"
              + " ten minutes only learn; what lasts for adapt-after is the new normal.",
          "As for error-spike: Greenwood and Yule 1920; Finch, Incremental calculation of weighted"
              + " mean and variance, 2009, section 9.",
          "backend was asked 5400 times within a minute; about 600.0 were to be expected. It opens "
              + "nothing by itself, and stands in the incident of what fails then.");

  private About() {}
}
