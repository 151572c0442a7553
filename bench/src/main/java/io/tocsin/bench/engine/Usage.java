package io.tocsin.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What processes use, from Linux's /proc. */
public final class Usage {
  /** USER_HZ: 100 on every architecture that Docker runs on. */
  private static final double TICKS_A_SECOND = 100;

  private Usage() {}

  /** Seconds of CPU since the process began, in user and kernel mode. */
  public static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS_A_SECOND;
  }

  /** Resident memory in MB of a million bytes. */
  public static double residentMegabytes(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
    }
  }

  /** The first process of that name. */
  public static Optional<Long> pidOf(String name) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> isNamed(process, name))
          .map(process -> Long.valueOf(process.getFileName().toString()))
          .sorted()
          .findFirst();
    }
  }

  private static boolean isNamed(Path process, String name) {
    try {
      return Files.readString(process.resolve("comm")).strip().equals(name);
    } catch (IOException e) {
      return false;
    }
  }
}
