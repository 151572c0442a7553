package io.tocsin.streams.detect.forceremoval;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "rm -f gives a process no chance to finish what it is doing. In outage "
              + "reports it stands for half-written files and for clean-up scripts that took "
              + "too much with them.",
          "SIGKILL as the first signal, death and destroy within the time given, no "
              + "stop in between and no new container of the same service beside it (a "
              + "recreate).",
          "Docker Engine API, ContainerDelete (force: SIGKILL first).",
          "shop-db-1 was running and was removed by force, without a stop.");

  private About() {}
}
