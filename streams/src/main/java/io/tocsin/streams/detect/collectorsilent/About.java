package io.tocsin.streams.detect.collectorsilent;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "Whoever watches must be watched: a host that has gone down reports nothing, "
              + "least of all that.",
          "No heartbeat for longer than after, by the wall clock; the one detector "
              + "that reads it. It judges only what it has watched itself, and is left out "
              + "in replays.",
          "Chandra and Toueg, J. ACM 43, 1996 (silence as a sign of failure, which can "
              + "be mistaken).",
          "Nothing has been heard of host web1 since 10:04:31.");

  private About() {}
}
