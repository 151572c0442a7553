package io.tocsin.bench.templates;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Figures;
import io.tocsin.bench.Progress;
import io.tocsin.streams.templates.TemplateMiner;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The template miner on lines that people have labelled: grouping accuracy, lines a second on one
 * core with a miner that starts anew, and templates after many repetitions of the same lines.
 */
public final class TemplatesBenchmark implements Benchmark {
  private static final int ROUNDS = 9;

  private long sink;

  @Override
  public String name() {
    return "templates";
  }

  @Override
  public String summary() {
    return "GA and FGA of the template miner against labels by people, lines a second on one core";
  }

  @Override
  public String usage() {
    return "DIR --repeat 150";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    arguments.allow(Set.of("repeat"));
    if (arguments.others().size() != 1) {
      throw new IllegalArgumentException("one folder with labelled files is wanted");
    }
    List<Labelled> systems = Labelled.readAll(Path.of(arguments.others().get(0)));
    int repeat = arguments.number("repeat", 150);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Labelled system : systems) {
      rows.add(row(system, repeat));
      Progress.say("%s".formatted(rows.get(rows.size() - 1)));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("ga", mean(systems, Grouping::accuracy));
    figures.put("fga", mean(systems, Grouping::f1));
    figures.put("linesPerSecond", Figures.round(linesPerSecond(systems)));
    figures.put("files", rows);
    figures.put("ignore", sink & 1);
    return figures;
  }

  private static double mean(List<Labelled> systems, ToDoubleFunction<Grouping> figure) {
    return round(
        systems.stream().map(TemplatesBenchmark::group).mapToDouble(figure).average().orElse(0));
  }

  private static double round(double share) {
    return Math.rint(share * 10_000) / 10_000;
  }

  private Map<String, Object> row(Labelled system, int repeat) {
    Grouping grouping = group(system);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("system", system.system());
    row.put("ga", round(grouping.accuracy()));
    row.put("fga", round(grouping.f1()));
    row.put("templates", grouping.templates());
    row.put("trueTemplates", grouping.trueTemplates());
    row.put("rightTemplates", grouping.rightTemplates());
    TemplateMiner miner = new TemplateMiner(null);
    mineAll(miner, system);
    row.put("kept", miner.size());
    for (int i = 1; i < repeat; i++) {
      mineAll(miner, system);
    }
    row.put("keptAfterRepeating", miner.size());
    row.put("linesPerSecond", Figures.round(linesPerSecond(List.of(system))));
    return row;
  }

  /** Lines are of one group whose templates have become one by the end. */
  private static Grouping group(Labelled system) {
    TemplateMiner miner = new TemplateMiner(null);
    List<String> ids = system.lines().stream().map(line -> miner.mine(line).id()).toList();
    return Grouping.of(system.labels(), ids.stream().map(miner::latest).toList());
  }

  private void mineAll(TemplateMiner miner, Labelled system) {
    for (String line : system.lines()) {
      sink += miner.mine(line).id().length();
    }
  }

  /**
   * With a new miner for each system and round; the median round of several. Seconds of the
   * thread's CPU, so that what else runs on the machine does not count.
   */
  private double linesPerSecond(List<Labelled> systems) {
    int lines = systems.stream().mapToInt(system -> system.lines().size()).sum();
    List<Double> rounds = new ArrayList<>();
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long begin = cpuNanos();
      systems.forEach(system -> mineAll(new TemplateMiner(null), system));
      if (round >= 0) {
        rounds.add(lines * 1e9 / (cpuNanos() - begin));
      }
    }
    return Figures.median(rounds);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
