package io.tocsin.streams.detect.unhealthy;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "The health check is the service's own word about itself. When it turns, "
              + "whatever asks it (a proxy, a dependant) may already have stopped sending it "
              + "work.",
          "A health_status event that says unhealthy; flapping: at least changes "
              + "changes between healthy and unhealthy within window. starting is no "
              + "verdict, and a container that was stopped has none.",
          "Dockerfile reference, HEALTHCHECK (starting, healthy, unhealthy; retries).",
          "web is unhealthy after 3 failed probes: `curl: (7) Failed to connect to "
              + "localhost port 8080`.");

  private About() {}
}
