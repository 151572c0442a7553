package io.tocsin.collector.samples;

import java.io.IOException;
import java.nio.file.Path;

/** Version 2: one folder for all controllers. */
record CgroupV2(Path folder) implements Cgroup {

  @Override
  public Usage read() throws IOException {
    long usage = KernelFile.number(folder.resolve("memory.current"));
    if (usage < 0) {
      throw new IOException("no memory accounting in " + folder);
    }
    long inactive =
        KernelFile.field(KernelFile.read(folder.resolve("memory.stat")), "inactive_file");
    String cpu = KernelFile.read(folder.resolve("cpu.stat"));
    long current = KernelFile.number(folder.resolve("pids.current"));
    return new Usage(
        usage,
        inactive > 0 && inactive < usage ? usage - inactive : usage,
        Cgroup.cpu(
            KernelFile.field(cpu, "usage_usec") * 1_000,
            cpu,
            KernelFile.field(cpu, "throttled_usec") * 1_000),
        current < 0 ? null : Cgroup.pids(current, KernelFile.number(folder.resolve("pids.max"))),
        null);
  }
}
