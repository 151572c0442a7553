package io.tocsin.streams.detect.restartrate;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "A restart loop is an outage that looks alive: the container is up whenever "
              + "somebody looks, and serves nobody. It is the most frequent cause in outage "
              + "reports, and the engine says nothing of it.",
          "Deaths that the container brought about itself and that were followed by a "
              + "start, of all of the service's containers together: n(t − window, t] ≥ "
              + "restarts. The slow loop: at least one in each third of slow-window. What "
              + "was asked for by a signal (stop, restart, kill, rm) does not count; a clean "
              + "end (code 0) counts only after a run of under ten seconds.",
          "The window follows the engine's own back-off, 100 ms doubling to one minute "
              + "(moby, package restartmanager): ten minutes see a loop that has slowed down "
              + "to one restart a minute.",
          "backend is in a restart loop: 3 restarts in 10 min, each with exit code 3; "
              + "its last line is `KeyError: 'DATABASE_URL'`. Ten minutes earlier its image "
              + "changed from shop:41 to shop:42.");

  private About() {}
}
