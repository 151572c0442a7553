package io.tocsin.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.bench.encoding.EncodingBenchmark;
import io.tocsin.bench.faults.FaultsBenchmark;
import io.tocsin.bench.footprint.FootprintBenchmark;
import io.tocsin.bench.forecast.ForecastBenchmark;
import io.tocsin.bench.jmh.JmhBenchmark;
import io.tocsin.bench.latency.LatencyBenchmark;
import io.tocsin.bench.pictures.PicturesBenchmark;
import io.tocsin.bench.replay.ReplayBenchmark;
import io.tocsin.bench.soak.SoakBenchmark;
import io.tocsin.bench.storm.StormBenchmark;
import io.tocsin.bench.templates.TemplatesBenchmark;
import io.tocsin.bench.throughput.ThroughputBenchmark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the benchmarks, or runs one and prints, last, its figures as one line of JSON. */
public final class Bench {
  private static final List<Benchmark> ALL =
      List.of(
          new LatencyBenchmark(),
          new ThroughputBenchmark(),
          new FootprintBenchmark(),
          new TemplatesBenchmark(),
          new EncodingBenchmark(),
          new ForecastBenchmark(),
          new JmhBenchmark(),
          new FaultsBenchmark(),
          new SoakBenchmark(),
          new ReplayBenchmark(),
          new StormBenchmark(),
          new PicturesBenchmark());

  private Bench() {}

  @SuppressWarnings("SystemOut") // a command's result goes to its standard output
  public static void main(String[] words) throws Exception {
    if (words.length == 0) {
      System.out.print(list());
      return;
    }
    Optional<Benchmark> wanted =
        ALL.stream().filter(benchmark -> benchmark.name().equals(words[0])).findFirst();
    if (wanted.isEmpty()) {
      System.err.print("There is no benchmark " + words[0] + ".\n" + list());
      System.exit(2);
    } else {
      run(wanted.get(), List.of(words).subList(1, words.length));
    }
  }

  @SuppressWarnings("SystemOut") // as above
  private static void run(Benchmark benchmark, List<String> words) throws Exception {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", benchmark.name());
    figures.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    figures.put("machine", Figures.machine());
    try {
      figures.putAll(benchmark.run(new Arguments(words)));
    } catch (IllegalArgumentException e) {
      System.err.println(benchmark.name() + ": " + e.getMessage());
      System.err.println("usage: " + benchmark.name() + ' ' + benchmark.usage());
      System.exit(2);
    }
    System.out.println(new ObjectMapper().writeValueAsString(figures));
    System.exit(0);
  }

  private static String list() {
    StringBuilder list = new StringBuilder();
    for (Benchmark benchmark : ALL) {
      list.append(String.format("%-11s %s%n", benchmark.name(), benchmark.summary()));
      if (!benchmark.usage().isEmpty()) {
        list.append(String.format("%-11s   %s%n", "", benchmark.usage()));
      }
    }
    return list.toString();
  }
}
