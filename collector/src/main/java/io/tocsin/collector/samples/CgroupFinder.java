package io.tocsin.collector.samples;

import io.tocsin.collector.inventory.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds containers' control groups: in the usual layouts of the cgroupfs and systemd drivers, or
 * where {@code /proc} says.
 */
public final class CgroupFinder {
  private final Path root;
  private final Path proc;
  private final boolean unified;

  /**
   * @param root where control groups are mounted, usually {@code /sys/fs/cgroup}
   * @param proc the host's {@code /proc}
   */
  public CgroupFinder(Path root, Path proc) {
    this.root = root;
    this.proc = proc;
    this.unified = Files.exists(root.resolve("cgroup.controllers"));
  }

  Optional<Cgroup> find(String containerId, Inspection.Place place) {
    for (String path : usualPaths(containerId, place.cgroupParent())) {
      Optional<Cgroup> found = unified ? at2(path) : at1(controller -> path);
      if (found.isPresent()) {
        return found;
      }
    }
    return place.processId() > 0 ? byProcess(place.processId()) : Optional.empty();
  }

  private static List<String> usualPaths(String id, String parent) {
    if (parent.endsWith(".slice")) {
      return List.of(slicePath(parent) + "/docker-" + id + ".scope");
    }
    if (!parent.isEmpty()) {
      return List.of(parent.replaceFirst("^/", "") + "/" + id);
    }
    return List.of(
        "docker/" + id,
        "system.slice/docker-" + id + ".scope",
        "machine.slice/libpod-" + id + ".scope");
  }

  /** systemd nests slices by their names: {@code a-b.slice} lies in {@code a.slice}. */
  private static String slicePath(String slice) {
    String[] parts = slice.substring(0, slice.length() - ".slice".length()).split("-", -1);
    StringBuilder path = new StringBuilder();
    StringBuilder name = new StringBuilder();
    for (String part : parts) {
      name.append(name.length() == 0 ? "" : "-").append(part);
      path.append(path.length() == 0 ? "" : "/").append(name).append(".slice");
    }
    return path.toString();
  }

  /** The lines of {@code /proc/PID/cgroup}: {@code 4:memory:/docker/ID}, or {@code 0::/path}. */
  private Optional<Cgroup> byProcess(long processId) {
    try {
      String text = KernelFile.read(proc.resolve(Long.toString(processId)).resolve("cgroup"));
      List<String> lines = text.lines().toList();
      return unified ? at2(pathOf(lines, "")) : at1(controller -> pathOf(lines, controller));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String pathOf(List<String> lines, String controller) {
    for (String line : lines) {
      String[] fields = line.split(":", 3);
      if (fields.length == 3 && List.of(fields[1].split(",", -1)).contains(controller)) {
        return fields[2].replaceFirst("^/", "");
      }
    }
    return "-";
  }

  private Optional<Cgroup> at2(String path) {
    Path folder = root.resolve(path);
    return Files.isReadable(folder.resolve("memory.current"))
        ? Optional.of(new CgroupV2(folder))
        : Optional.empty();
  }

  private Optional<Cgroup> at1(UnaryOperator<String> pathOfController) {
    Path memory = root.resolve("memory").resolve(pathOfController.apply("memory"));
    if (!Files.isReadable(memory.resolve("memory.usage_in_bytes"))) {
      return Optional.empty();
    }
    return Optional.of(
        new CgroupV1(
            memory,
            root.resolve("cpu").resolve(pathOfController.apply("cpu")),
            root.resolve("cpuacct").resolve(pathOfController.apply("cpuacct")),
            root.resolve("pids").resolve(pathOfController.apply("pids"))));
  }

  Path proc() {
    return proc;
  }
}
