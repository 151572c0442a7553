package io.tocsin.bench.forecast;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Figures;
import io.tocsin.bench.Progress;
import io.tocsin.telemetry.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Lets containers live that do not leak, and counts the alarms; then such as do, and compares what
 * was forecast with what came. The same for the same seed.
 */
public final class ForecastBenchmark implements Benchmark {
  private static final double DAY = 24 * 3_600;
  private static final double SHORTEST = 900;
  private static final double LONGEST = 5 * 3_600;

  @Override
  public String name() {
    return "forecast";
  }

  @Override
  public String summary() {
    return "false alarms of memory-forecast a container and day, and its errors on leaks (made-up)";
  }

  @Override
  public String usage() {
    return "--days 50 (of each behaviour) --leaks 500 --seed 1";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) {
    arguments.allow(Set.of("days", "leaks", "seed"));
    int seed = arguments.number("seed", 1);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("healthy", healthy(arguments.number("days", 50), seed));
    figures.put("leaks", leaks(arguments.number("leaks", 500), seed));
    return figures;
  }

  /** Alarms a behaviour, in so many days of containers; each container lives for a day. */
  static Map<String, Object> healthy(int days, int seed) {
    Map<String, Object> alarms = new LinkedHashMap<>();
    int sum = 0;
    for (Healthy kind : Healthy.values()) {
      int rung = 0;
      for (int day = 0; day < days; day++) {
        Container container = new Container();
        container.live(kind.of(new Random(seed * 1_000_003L + day)), DAY);
        rung += container.alarms().size();
      }
      Progress.say("%s: %d alarms in %d days".formatted(kind, rung, days));
      alarms.put(kind.name().toLowerCase(Locale.ROOT), rung);
      sum += rung;
    }
    alarms.put("days", days * Healthy.values().length);
    alarms.put(
        "alarmsPerContainerAndDay", Figures.round((double) sum / days / Healthy.values().length));
    return alarms;
  }

  /** What became of so many leaks that take a quarter of an hour to five hours. */
  static Map<String, Object> leaks(int count, int seed) {
    List<Double> errors = new ArrayList<>();
    List<Double> leads = new ArrayList<>();
    int early = 0;
    int inside = 0;
    for (int i = 0; i < count; i++) {
      Leak leak = Leak.of(new Random(seed * 1_000_003L + i), SHORTEST, LONGEST);
      Container container = new Container();
      double end = container.live(leak.memory(), leak.rest() + 2 * leak.time());
      List<Finding> alarms = container.alarms();
      alarms.stream().findFirst().ifPresent(first -> judge(first, end, errors, leads));
      early +=
          (int) alarms.stream().filter(a -> Container.second(a.detectedAt()) < leak.rest()).count();
      inside += alarms.isEmpty() || !isInside(alarms.get(0), end) ? 0 : 1;
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("leaks", count);
    figures.put("foreseen", leads.size());
    figures.put("alarmsBeforeTheLeak", early);
    figures.put("endWithinTheInterval", inside);
    figures.put("errorMinutes", Figures.spread(errors));
    figures.put("minutesBeforeTheLimit", Figures.spread(leads));
    return figures;
  }

  private static void judge(Finding alarm, double end, List<Double> errors, List<Double> leads) {
    double left = (end - Container.second(alarm.detectedAt())) / 60;
    leads.add(left);
    errors.add(Math.abs(alarm.value() - left));
  }

  private static boolean isInside(Finding alarm, double end) {
    java.time.Instant earliest = java.time.Instant.parse(text(alarm, "earliest"));
    java.time.Instant latest = java.time.Instant.parse(text(alarm, "latest"));
    return Container.second(earliest) <= end && end <= Container.second(latest);
  }

  private static String text(Finding alarm, String name) {
    return String.valueOf(alarm.evidence().get(name));
  }
}
