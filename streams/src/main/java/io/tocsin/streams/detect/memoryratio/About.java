package io.tocsin.streams.detect.memoryratio;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "At the limit the kernel kills. Near it there is still time to restart at a "
              + "moment of one's own choosing, or to raise the limit.",
          "Working set ÷ limit ≥ ratio in every sample for so long; each container by "
              + "itself. The working set is usage without inactive file cache, as docker "
              + "stats counts it. Without a limit there is no ratio.",
          "docker/cli, cli/command/container/stats_helpers.go " + "(calculateMemUsageUnixNoCache).",
          "cache has used more than 95 % of its 256 MiB for 5 s.");

  private About() {}
}
