package io.tocsin.collector.samples;

import java.io.IOException;
import java.nio.file.Path;

/** Version 1: a folder in each controller's hierarchy. */
record CgroupV1(Path memory, Path cpu, Path cpuacct, Path pids) implements Cgroup {

  @Override
  public Usage read() throws IOException {
    long usage = KernelFile.number(memory.resolve("memory.usage_in_bytes"));
    if (usage < 0) {
      throw new IOException("no memory accounting in " + memory);
    }
    String stat = KernelFile.read(cpu.resolve("cpu.stat"));
    long current = KernelFile.number(pids.resolve("pids.current"));
    return new Usage(
        usage,
        workingSet(usage),
        Cgroup.cpu(
            KernelFile.number(cpuacct.resolve("cpuacct.usage")),
            stat,
            KernelFile.field(stat, "throttled_time")),
        current < 0 ? null : Cgroup.pids(current, KernelFile.number(pids.resolve("pids.max"))),
        null);
  }

  /** As docker stats: {@code total_inactive_file} is taken off if it is less than the usage. */
  private long workingSet(long usage) throws IOException {
    String stat = KernelFile.read(memory.resolve("memory.stat"));
    long inactive = KernelFile.field(stat, "total_inactive_file");
    if (inactive < 0) {
      inactive = KernelFile.field(stat, "inactive_file");
    }
    return inactive > 0 && inactive < usage ? usage - inactive : usage;
  }
}
