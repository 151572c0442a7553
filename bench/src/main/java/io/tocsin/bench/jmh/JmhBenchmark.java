package io.tocsin.bench.jmh;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Figures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the functions of this package that are marked for JMH, and shows their mean times. */
public final class JmhBenchmark implements Benchmark {
  @Override
  public String name() {
    return "jmh";
  }

  @Override
  public String summary() {
    return "the hot functions under JMH: reading and writing lines, levels, times, messages";
  }

  @Override
  public String usage() {
    return "--only REGEX --iterations 5 --forks 1";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    arguments.allow(Set.of("only", "iterations", "forks"));
    int iterations = arguments.number("iterations", 5);
    Options options =
        new OptionsBuilder()
            .include("io\\.tocsin\\.bench\\.jmh\\..*" + arguments.text("only", ""))
            .forks(arguments.number("forks", 1))
            .warmupIterations(iterations)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(1))
            .build();
    Map<String, Object> figures = new LinkedHashMap<>();
    for (RunResult result : new Runner(options).run()) {
      figures.put(label(result), figures(result));
    }
    return figures;
  }

  private static String label(RunResult result) {
    return result.getParams().getBenchmark().replace("io.tocsin.bench.jmh.", "");
  }

  private static Map<String, Object> figures(RunResult result) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("mean", Figures.round(result.getPrimaryResult().getScore()));
    figures.put("error", Figures.round(result.getPrimaryResult().getScoreError()));
    figures.put("unit", result.getPrimaryResult().getScoreUnit());
    return figures;
  }
}
