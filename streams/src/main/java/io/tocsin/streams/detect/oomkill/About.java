package io.tocsin.streams.detect.oomkill;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "A container killed for memory leaves no last words: the kernel does not "
              + "ask. Without this finding it looks like a crash without a reason.",
          "An oom event followed by a death, or a death with State.OOMKilled. Exit "
              + "code 137 alone is any SIGKILL and proves nothing. An oom event without a "
              + "death (another process of the cgroup) is told as what it is.",
          "Docker Engine API, SystemEvents (oom) and ContainerInspect "
              + "(State.OOMKilled); Linux kernel, Documentation/admin-guide/cgroup-v2.rst "
              + "(memory.events).",
          "db was killed by the kernel at its limit of 64 MiB; it had grown from 20 "
              + "MiB in four minutes.");

  private About() {}
}
