package io.tocsin.bench.storm;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Figures;
import io.tocsin.bench.Folders;
import io.tocsin.bench.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Receivers that misbehave in every way while the notifier is killed: who heard what. */
public final class StormBenchmark implements Benchmark {
  @Override
  public String name() {
    return "storm";
  }

  @Override
  public String summary() {
    return "200 incidents in a minute for receivers that misbehave; kill -9 every few seconds";
  }

  @Override
  public String usage() {
    return "--incidents 200 --seconds 60 --kill-every 4 --timeout 15 --deadline 600"
        + " --folder DIR (kept; else a temporary one)";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    arguments.allow(Set.of("incidents", "seconds", "kill-every", "timeout", "deadline", "folder"));
    String kept = arguments.text("folder", "");
    Path folder = kept.isEmpty() ? Folders.temporary("storm") : Path.of(kept);
    try {
      StormPlan plan =
          new StormPlan(
              arguments.number("incidents", 200),
              Duration.ofSeconds(arguments.number("seconds", 60)),
              Duration.ofSeconds(arguments.number("kill-every", 4)),
              Duration.ofSeconds(arguments.number("timeout", 15)),
              Duration.ofSeconds(arguments.number("deadline", 600)));
      return figures(new Storm(plan).run(folder));
    } finally {
      if (kept.isEmpty()) {
        Folders.delete(folder);
      }
    }
  }

  private static Map<String, Object> figures(StormOutcome outcome) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("kills", outcome.kills());
    figures.put("residentPeakMiB", outcome.residentMib());
    for (StormOutcome.Row row : outcome.rows()) {
      figures.put(row.receiver(), figures(row));
      Progress.say("%-12s %s".formatted(row.receiver(), figures(row)));
    }
    return figures;
  }

  private static Map<String, Object> figures(StormOutcome.Row row) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("requests", row.requests());
    figures.put("taken", row.taken());
    figures.put("ended", row.ended());
    figures.put("buried", row.buried());
    figures.put("lost", row.lost().size());
    figures.put("unresolved", row.unresolved().size());
    figures.put("doublesByKill", row.doubles().byKill());
    figures.put("longestWindowMillis", row.doubles().longestWindowMillis());
    figures.put("doublesUnanswered", row.doubles().unanswered());
    figures.put("doublesUnexplained", row.doubles().unexplained());
    figures.put("early", row.breaches().early());
    figures.put("earlyAfterKill", row.breaches().earlyAfterKill());
    figures.put("disorderly", row.breaches().disorderly());
    figures.put("redirectsFollowed", row.breaches().elsewhere());
    figures.put("doneAfterSeconds", Figures.round(row.doneAfter()));
    figures.put("seconds", Figures.spread(row.seconds()));
    return figures;
  }
}
