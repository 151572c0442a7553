package io.tocsin.streams.detect.startfailed;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "The engine sends no event for a start that it refuses, so a deployment can "
              + "fail without a trace in any log that people collect.",
          "One start that the engine refused, found by inspecting a container that was "
              + "created or stopped and does not run. The words are the engine's own "
              + "(State.Error).",
          "Docker Engine API, ContainerInspect (State.Error); there is no event for it.",
          "The engine refused to start web: `Bind for 0.0.0.0:8080 failed: port is "
              + "already allocated`.");

  private About() {}
}
