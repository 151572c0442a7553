package io.tocsin.collector.samples;

import io.tocsin.telemetry.ResourceSample;
import org.jspecify.annotations.Nullable;

/** What was read of one container at a moment, without its limits. */
record Usage(
    long memoryUsage,
    long memoryWorkingSet,
    ResourceSample.Cpu cpu,
    ResourceSample.@Nullable Pids pids,
    ResourceSample.@Nullable Network network) {
  Usage with(ResourceSample.@Nullable Network counters) {
    return new Usage(memoryUsage, memoryWorkingSet, cpu, pids, counters);
  }
}
