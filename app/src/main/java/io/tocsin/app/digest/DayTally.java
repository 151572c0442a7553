package io.tocsin.app.digest;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the services of a day came near to, and what they never needed. Memory that came near its
 * limit, deaths that were too few for an incident, limits that are far too large.
 */
final class DayTally {
  private static final double NEAR = 0.8;
  private static final double SPARE = 0.25;
  private static final Bytes WORTH_A_WORD = Bytes.parse("256MiB");

  /** In less time nobody knows what is never needed. */
  private static final Duration LONG_ENOUGH = Duration.ofHours(12);

  private static final int MOST_LINES = 20;

  private final Map<String, Use> uses = new TreeMap<>();
  private final Map<String, Integer> deaths = new TreeMap<>();

  private static final class Use {
    final Subject subject;
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    Instant highestAt = Instant.MIN;
    double ratio;
    long highest;
    @Nullable Bytes limit;

    Use(Subject subject) {
      this.subject = subject;
    }

    void add(ResourceSample sample) {
      first = sample.at().isBefore(first) ? sample.at() : first;
      last = sample.at().isAfter(last) ? sample.at() : last;
      long used = sample.memory().workingSet().value();
      highest = Math.max(highest, used);
      Bytes allowed = sample.memory().limit();
      if (allowed != null && allowed.value() > 0) {
        limit = allowed;
        double share = (double) used / allowed.value();
        if (share > ratio) {
          ratio = share;
          highestAt = sample.at();
        }
      }
    }
  }

  void on(Telemetry telemetry) {
    if (telemetry instanceof ResourceSample sample) {
      uses.computeIfAbsent(sample.subject().key(), key -> new Use(sample.subject())).add(sample);
    } else if (telemetry instanceof EngineEvent event && isDeathByItself(event)) {
      deaths.merge(name(event.subject()), 1, Integer::sum);
    }
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
    uses.values().stream()
        .filter(use -> use.ratio >= NEAR)
        .sorted(Comparator.comparingDouble((Use use) -> use.ratio).reversed())
        .limit(MOST_LINES)
        .forEach(use -> lines.add(nearMiss(use)));
    deaths.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(
            death ->
                lines.add(
                    "near miss: %s died %s by itself and was started again"
                        .formatted(death.getKey(), times(death.getValue()))));
    uses.values().stream()
        .filter(DayTally::isSpare)
        .limit(MOST_LINES)
        .forEach(use -> lines.add(waste(use)));
    return lines;
  }

  private static boolean isSpare(Use use) {
    return use.limit != null
        && use.limit.compareTo(WORTH_A_WORD) >= 0
        && use.ratio <= SPARE
        && !use.first.plus(LONG_ENOUGH).isAfter(use.last);
  }

  private static String nearMiss(Use use) {
    return "near miss: %s came to %d %% of its memory limit of %s at %s"
        .formatted(
            name(use.subject),
            Math.round(use.ratio * 100),
            use.limit,
            use.highestAt.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String waste(Use use) {
    return "waste: %s may use %s of memory and never needed more than %s"
        .formatted(name(use.subject), use.limit, new Bytes(use.highest));
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
