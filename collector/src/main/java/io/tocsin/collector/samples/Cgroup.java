package io.tocsin.collector.samples;

import io.tocsin.telemetry.ResourceSample;
import java.io.IOException;

/** One container's control group. */
sealed interface Cgroup permits CgroupV1, CgroupV2 {
  /** What it uses, without its network. */
  Usage read() throws IOException;

  /** Counters of processor time; a kernel that does not count is zero. */
  static ResourceSample.Cpu cpu(long usageNanos, String stat, long throttledNanos) {
    return new ResourceSample.Cpu(
        Math.max(0, usageNanos),
        Math.max(0, KernelFile.field(stat, "nr_periods")),
        Math.max(0, KernelFile.field(stat, "nr_throttled")),
        Math.max(0, throttledNanos));
  }

  /** Processes; a limit of -1 or beyond any machine is none. */
  static ResourceSample.Pids pids(long current, long limit) {
    return new ResourceSample.Pids(current, limit < 0 || limit > 1L << 40 ? null : limit);
  }
}
