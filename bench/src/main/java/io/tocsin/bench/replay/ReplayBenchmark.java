package io.tocsin.bench.replay;

import io.tocsin.app.archive.ArchiveReader;
import io.tocsin.app.replay.ArchiveSource;
import io.tocsin.app.replay.Replay;
import io.tocsin.app.replay.ReplayListener;
import io.tocsin.app.replay.ReplayOutcome;
import io.tocsin.app.replay.ReplayPlan;
import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Figures;
import io.tocsin.bench.Progress;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Replays a recorded day of many containers, in this process, and reads the same file bare. */
public final class ReplayBenchmark implements Benchmark {
  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "a recorded day of 50 containers through all detectors, against reading it only";
  }

  @Override
  public String usage() {
    return "--hours 24 --containers 50 --lines 116 (a second, of all) --threads 2 --rounds 1"
        + " --archive FILE (kept and used again; else a temporary one)";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws IOException {
    arguments.allow(Set.of("hours", "containers", "lines", "threads", "rounds", "archive"));
    String kept = arguments.text("archive", "");
    Path file = kept.isEmpty() ? Files.createTempFile("tocsin-day", ".tocsin") : Path.of(kept);
    try {
      if (Files.notExists(file) || Files.size(file) == 0) {
        DayArchive.Size size =
            new DayArchive.Size(
                Duration.ofHours(arguments.number("hours", 24)),
                arguments.number("containers", 50),
                arguments.number("lines", 116));
        new DayArchive(size).write(file);
      }
      return measure(file, arguments.number("threads", 2), arguments.number("rounds", 1));
    } finally {
      if (kept.isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Map<String, Object> measure(Path file, int threads, int rounds)
      throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    double reading = read(file);
    double fastest = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      long began = System.nanoTime();
      double cpuBefore = cpuSeconds();
      ReplayOutcome outcome = replay(file, threads);
      double cpu = cpuSeconds() - cpuBefore;
      double seconds = (System.nanoTime() - began) / 1e9;
      fastest = Math.min(fastest, seconds);
      Progress.say(
          "%,d records in %.1f s (%,.0f/s), %d incidents"
              .formatted(
                  outcome.records(),
                  seconds,
                  outcome.records() / seconds,
                  outcome.incidents().size()));
      figures.put("cpuSeconds", Figures.round(cpu));
      figures.put("cpuMicrosPerRecord", Figures.round(cpu * 1e6 / outcome.records()));
      figures.put("records", outcome.records());
      figures.put("findings", outcome.findings());
      figures.put("incidents", outcome.incidents().size());
      figures.put("recordsPerSecond", Figures.round(outcome.records() / fastest));
    }
    figures.put("seconds", Figures.round(fastest));
    figures.put("readingOnlySeconds", Figures.round(reading));
    figures.put("archiveMiB", Files.size(file) >> 20);
    figures.put("heapPeakMiB", heapPeak() >> 20);
    figures.put("residentPeakMiB", residentPeak() >> 10);
    figures.put("threads", threads);
    return figures;
  }

  private static double read(Path file) {
    long began = System.nanoTime();
    try (ArchiveReader reader = ArchiveReader.open(file)) {
      var record = reader.next();
      while (record != null) {
        record = reader.next();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      Progress.say("%,d records read in %.1f s".formatted(reader.records(), seconds));
      return seconds;
    }
  }

  private static ReplayOutcome replay(Path file, int threads) {
    ReplayPlan plan =
        new ReplayPlan(
            Optional.empty(),
            RuleBook.standard(),
            Dependencies.NONE,
            Instant.MIN,
            Instant.MAX,
            threads,
            0);
    try (ArchiveSource source = ArchiveSource.open(file)) {
      return new Replay(plan, source, ReplayListener.NONE).run((records, at, share) -> {});
    }
  }

  /** Of all threads of this process, compilers and collectors too; a loaded machine slows none. */
  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** In KiB, as Linux counts it; 0 elsewhere. */
  private static long residentPeak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.notExists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
