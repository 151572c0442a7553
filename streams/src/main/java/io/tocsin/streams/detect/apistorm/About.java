package io.tocsin.streams.detect.apistorm;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "A loop that calls the engine makes it slow for everybody: health checks run "
              + "late, containers that are well turn unhealthy. Nobody looks for the cause "
              + "in the engine.",
          "State-changing calls n(t − window, t] ≥ calls, read back from events: one "
              + "call makes several events, some events are nobody's call (a restart by "
              + "policy, a health probe, Compose bringing up or taking down a stack), and these "
              + "do not count.",
          "Docker Engine API, SystemEvents (which calls make which events).",
          "78 state-changing calls to the engine in 10 s, most of them exec_create ×75 "
              + "on shop-web-1.");

  private About() {}
}
