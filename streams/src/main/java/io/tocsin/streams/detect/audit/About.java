package io.tocsin.streams.detect.audit;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "Most outages were possible long before they came: no memory limit, so that one leak "
              + "took the host along; no health check, so that nobody saw the hang. It costs "
              + "minutes to mend on a quiet day.",
          "At the collector's start and once an hour, of all containers that run and are no "
              + "jobs: no memory limit; no health check; depends_on with service_started on a "
              + "service that has a health check. Of the host: the sum of the memory limits is "
              + "larger than its memory; build cache, ended containers, images without a name "
              + "or unused volumes of at least waste each; at least exited ended containers. "
              + "One finding a stack and one for the host, told anew only when it changes.",
          "CIS Docker Benchmark (memory limits, health checks); Compose specification, "
              + "depends_on.",
          "What the stack shop lacks: no memory limit: api, worker; no health check: worker; does "
              + "not wait for a dependency's health: api → db. It is shown, and pages nobody.");

  private About() {}
}
