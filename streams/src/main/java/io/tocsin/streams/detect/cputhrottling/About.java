package io.tocsin.streams.detect.cputhrottling;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "A container at its processor quota is stopped for part of every tenth of a "
              + "second. Its own log shows nothing but slowness, and adding replicas of the "
              + "same size does not help.",
          "Δ nr_throttled ÷ Δ nr_periods > ratio, over half a minute, for as long as "
              + "the rule says.",
          "Linux kernel, Documentation/scheduler/sched-bwc.rst (cpu.stat).",
          "api has been throttled in 61 % of its periods for 5 min; its quota is 0.5 " + "cores.");

  private About() {}
}
