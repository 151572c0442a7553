package io.tocsin.collector.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.inventory.Inspection;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ResourceSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's files as they look in both versions and with both drivers. */
class CgroupTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final Inspection.Place USUAL = new Inspection.Place(42, "", true);

  @TempDir Path root;
  @TempDir Path proc;

  @Test
  void readsVersion1AsDockerStatsCounts() throws IOException {
    file("memory/docker/" + ID + "/memory.usage_in_bytes", "1000\n");
    file(
        "memory/docker/" + ID + "/memory.stat",
        "cache 10\ninactive_file 100\ntotal_cache 20\ntotal_inactive_file 300\n");
    file("cpuacct/docker/" + ID + "/cpuacct.usage", "123456789\n");
    file("cpu/docker/" + ID + "/cpu.stat", "nr_periods 9\nnr_throttled 4\nthrottled_time 77\n");
    file("pids/docker/" + ID + "/pids.current", "3\n");
    file("pids/docker/" + ID + "/pids.max", "max\n");

    Usage usage = find(USUAL).read();

    assertThat(usage.memoryUsage()).isEqualTo(1000);
    assertThat(usage.memoryWorkingSet()).isEqualTo(700);
    assertThat(usage.cpu()).isEqualTo(new ResourceSample.Cpu(123456789, 9, 4, 77));
    assertThat(usage.pids()).isEqualTo(new ResourceSample.Pids(3, null));
  }

  @Test
  void readsVersion2UnderSystemd() throws IOException {
    String folder = "system.slice/docker-" + ID + ".scope/";
    file("cgroup.controllers", "cpu memory pids\n");
    version2(folder);

    Usage usage = find(USUAL).read();

    assertThat(usage.memoryWorkingSet()).isEqualTo(1500);
    assertThat(usage.cpu()).isEqualTo(new ResourceSample.Cpu(5_000_000, 10, 2, 3_000));
    assertThat(usage.pids()).isEqualTo(new ResourceSample.Pids(7, 100L));
  }

  @Test
  void findsVersion2UnderAConfiguredParent() throws IOException {
    file("cgroup.controllers", "");
    version2("a.slice/a-b.slice/docker-" + ID + ".scope/");

    assertThat(find(new Inspection.Place(0, "a-b.slice", true)).read().memoryUsage())
        .isEqualTo(2000);
  }

  @Test
  void asksProcWhereNoUsualPlaceFits() throws IOException {
    file("cgroup.controllers", "");
    version2("user.slice/strange/" + ID + "/");
    Files.createDirectories(proc.resolve("42"));
    Files.writeString(proc.resolve("42/cgroup"), "0::/user.slice/strange/" + ID + "\n");

    assertThat(find(USUAL).read().memoryUsage()).isEqualTo(2000);
  }

  @Test
  void findsNothingWhereTheFilesAreNotOfThisMachine() {
    assertThat(new CgroupFinder(root, proc).find(ID, USUAL)).isEmpty();
  }

  @Test
  void sumsTheNetworkWithoutTheLoopback() {
    String table =
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
            lo:     500       5    0    0    0     0          0         0      500       5
          eth0:    1000      10    0    0    0     0          0         0      200       2
          eth1:       7       1    0    0    0     0          0         0        3       1
        """;

    assertThat(NetworkCounters.sum(table))
        .isEqualTo(new ResourceSample.Network(new Bytes(1007), new Bytes(203)));
  }

  private Cgroup find(Inspection.Place place) {
    return new CgroupFinder(root, proc).find(ID, place).orElseThrow();
  }

  private void version2(String folder) throws IOException {
    file(folder + "memory.current", "2000\n");
    file(folder + "memory.stat", "anon 1\nfile 2\ninactive_file 500\n");
    file(
        folder + "cpu.stat",
        "usage_usec 5000\nuser_usec 1\nsystem_usec 2\nnr_periods 10\nnr_throttled 2\nthrottled_usec 3\n");
    file(folder + "pids.current", "7\n");
    file(folder + "pids.max", "100\n");
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent() == null ? root : file.getParent());
    Files.writeString(file, text);
  }
}
