package io.tocsin.streams.detect.exited;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "A service without a restart policy that fails stays away until somebody "
              + "notices. Nothing restarts it, so nothing else rings.",
          "A death by itself with a code ≠ 0 and no start of the service's container "
              + "within after. Where the restart policy will start it again, the engine's "
              + "back-off is waited for; codes that say that it was told to end (130, 137, "
              + "143 after a signal) do not count.",
          "Docker documentation, docker container run, Exit status (125 to 127 of the "
              + "engine and the shell, 128 + n for signal n).",
          "worker exited with code 3 and nobody has restarted it for 10 s; its last "
              + "line is `panic: no such table: jobs`.");

  private About() {}
}
