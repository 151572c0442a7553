package io.tocsin.bench.footprint;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Figures;
import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.TocsinProcess;
import io.tocsin.bench.engine.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code ./tocsin up} costs beside healthy containers that log a line a second: seconds to
 * ready, resident memory, CPU of the process, of dockerd and of containerd, these two against the
 * same containers without Tocsin.
 */
public final class FootprintBenchmark implements Benchmark {
  /**
   * The compiler is busy for a while, and Tocsin itself settles half a minute after it is ready.
   */
  private static final long SETTLE_MILLIS = 60_000;

  private static final String SCRIPT =
      "i=0; while :; do i=$((i+1)); echo \"INFO request $i served in 12 ms\"; sleep 1; done";

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public String summary() {
    return "start-up time, memory and idle CPU of the process and of dockerd, beside containers";
  }

  @Override
  public String usage() {
    return "--containers 0,20,100 --seconds 60 --starts 5";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    arguments.allow(Set.of("containers", "seconds", "starts"));
    Docker.check();
    String label = "tocsin.bench=footprint-" + ProcessHandle.current().pid();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("engine", Docker.run("version", "--format", "{{.Server.Version}}"));
    figures.put("secondsToReady", Figures.spread(starts(arguments.number("starts", 5))));
    figures.put("secondsMeasured", arguments.number("seconds", 60));
    List<Map<String, Object>> rows = new ArrayList<>();
    try {
      int running = 0;
      for (String count : arguments.text("containers", "0,20,100").split(",", -1)) {
        running = start(label, running, Integer.parseInt(count));
        rows.add(row(running, arguments.number("seconds", 60)));
        Progress.say("%s".formatted(rows.get(rows.size() - 1)));
      }
    } finally {
      Docker.removeAll(label);
    }
    figures.put("beside", rows);
    return figures;
  }

  private static List<Double> starts(int count) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try (TocsinProcess tocsin = new TocsinProcess(List.of())) {
        seconds.add(tocsin.awaitReady().toMillis() / 1e3);
        Progress.say("start %d: ready after %.2f s".formatted(i + 1, seconds.get(i)));
      }
    }
    return seconds;
  }

  private static int start(String label, int running, int wanted)
      throws IOException, InterruptedException {
    for (int i = running; i < wanted; i++) {
      String name = "tocsin-bench-idle-" + ProcessHandle.current().pid() + '-' + i;
      Docker.run("run", "-d", "--label", label, "--name", name, Docker.IMAGE, "sh", "-c", SCRIPT);
    }
    return Math.max(running, wanted);
  }

  private static Map<String, Object> row(int containers, int seconds)
      throws IOException, InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
    Map<String, Long> daemons = new LinkedHashMap<>();
    for (String daemon : new String[] {"dockerd", "containerd"}) {
      Usage.pidOf(daemon).ifPresent(pid -> daemons.put(daemon, pid));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("containers", containers);
    Map<String, Double> without = measure(daemons, seconds / 2);
    try (TocsinProcess tocsin = new TocsinProcess(List.of())) {
      row.put("secondsToReady", Figures.round(tocsin.awaitReady().toMillis() / 1e3));
      Thread.sleep(SETTLE_MILLIS);
      Map<String, Long> all = new LinkedHashMap<>(Map.of("tocsin", tocsin.pid()));
      all.putAll(daemons);
      Map<String, Double> with = measure(all, seconds);
      row.put("residentMegabytes", Figures.round(Usage.residentMegabytes(tocsin.pid())));
      with.forEach((name, percent) -> row.put(name + "CpuPercent", Figures.round(percent)));
    }
    without.forEach((name, percent) -> row.put(name + "CpuPercentWithout", Figures.round(percent)));
    return row;
  }

  private static Map<String, Double> measure(Map<String, Long> pids, int seconds)
      throws IOException, InterruptedException {
    Cpu cpu = new Cpu(pids);
    Thread.sleep(seconds * 1000L);
    return cpu.percent();
  }
}
