package io.tocsin.streams.detect.slowrequests;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "Slow is the new down: clients give up before a server does, and queues that "
              + "have begun to grow seldom shrink by themselves.",
          "More than 1 − quantile of at least minimum requests in the window took longer "
              + "than latency, which is the same as: their quantile is above it. Routes that "
              + "have been slow for adapt-after are left out.",
          "Beyer et al., Site Reliability Engineering, 2016, chapter 4 (percentiles, as "
              + "a mean hides the slow).",
          "14 of 60 requests to web took longer than 2 s; p95 is 6.1 s. Slowest: 14 × "
              + "/reports/*.");

  private About() {}
}
