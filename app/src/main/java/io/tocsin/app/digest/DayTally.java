package io.tocsin.app.digest;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the services of a day came near to, and what they never needed. Memory and processors that
 * came near their limits, deaths that were too few for an incident, limits that are far too large.
 */
final class DayTally {
  /** In less time nobody knows what is never needed. */
  private static final Duration LONG_ENOUGH = Duration.ofHours(12);

  private static final int MOST_LINES = 20;

  private final Map<String, Use> uses = new TreeMap<>();
  private final Map<String, Integer> deaths = new TreeMap<>();

  /** What a service used, by its name. */
  private record Use(String name, MemoryUse memory, CpuUse cpu) {
    Use(Subject subject) {
      this(DayTally.name(subject), new MemoryUse(), new CpuUse());
    }
  }

  void on(Telemetry telemetry) {
    if (telemetry instanceof ResourceSample sample) {
      Use use = use(sample.subject());
      use.memory.add(sample);
      use.cpu.add(sample);
    } else if (telemetry instanceof ContainerFacts facts) {
      Double cpus = facts.limits().cpus();
      use(facts.subject()).cpu.limit(cpus == null ? 0 : cpus);
    } else if (telemetry instanceof EngineEvent event && isDeathByItself(event)) {
      deaths.merge(name(event.subject()), 1, Integer::sum);
    }
  }

  private Use use(Subject subject) {
    return uses.computeIfAbsent(subject.key(), key -> new Use(subject));
  }

  private static boolean isDeathByItself(EngineEvent event) {
    EngineEvent.Exit exit = event.exit();
    return event.action().equals("die")
        && exit != null
        && exit.code() != 0
        && "true".equals(event.attributes().get(EngineEvent.RESTARTING));
  }

  /** A line each, the nearest misses first. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(nearMisses(use -> use.memory.nearMiss()));
    lines.addAll(nearMisses(use -> use.cpu.nearMiss()));
    deaths.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(
            death ->
                lines.add(
                    "near miss: %s died %s by itself and was started again"
                        .formatted(death.getKey(), times(death.getValue()))));
    lines.addAll(waste(use -> use.memory.waste(LONG_ENOUGH)));
    lines.addAll(waste(use -> use.cpu.waste(LONG_ENOUGH)));
    return lines;
  }

  private List<String> nearMisses(Function<Use, Optional<NearMiss>> reading) {
    record Named(String name, NearMiss miss) {}
    return uses.values().stream()
        .flatMap(use -> reading.apply(use).map(miss -> new Named(use.name, miss)).stream())
        .sorted(Comparator.comparingDouble((Named named) -> named.miss.degree()).reversed())
        .limit(MOST_LINES)
        .map(
            named ->
                "near miss: %s %s at %s"
                    .formatted(
                        named.name,
                        named.miss.what(),
                        named.miss.at().truncatedTo(ChronoUnit.SECONDS)))
        .toList();
  }

  private List<String> waste(Function<Use, Optional<String>> reading) {
    return uses.values().stream()
        .flatMap(use -> reading.apply(use).map(text -> "waste: " + use.name + " " + text).stream())
        .limit(MOST_LINES)
        .toList();
  }

  private static String name(Subject subject) {
    return subject.stack().isEmpty()
        ? subject.service()
        : subject.stack() + "/" + subject.service();
  }

  private static String times(int count) {
    return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
  }
}
