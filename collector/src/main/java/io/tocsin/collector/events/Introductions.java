package io.tocsin.collector.events;

import io.tocsin.collector.publish.TelemetrySink;
import io.tocsin.telemetry.ContainerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Introduces the containers in the topics of events, logs and samples: at first sight, whenever
 * something has changed, and again when that was long ago, so that whoever begins to read in the
 * middle of a topic soon knows them.
 */
final class Introductions {
  static final Duration AGAIN = Duration.ofHours(1);

  private final TelemetrySink sink;
  private final Map<String, ContainerFacts> told = new HashMap<>();

  Introductions(TelemetrySink sink) {
    this.sink = sink;
  }

  synchronized void tell(ContainerFacts facts) {
    ContainerFacts brief = facts.brief();
    ContainerFacts before = told.get(brief.container().id());
    if (before == null || !before.saysTheSameAs(brief) || isOld(before, brief.at())) {
      tellAnew(brief);
    }
  }

  /** Introduces those once more whose last introduction is long ago. */
  synchronized void repeat(Instant now) {
    for (ContainerFacts before : List.copyOf(told.values())) {
      if (isOld(before, now)) {
        tellAnew(before.asOf(now));
      }
    }
  }

  synchronized void removed(String containerId, Instant now) {
    ContainerFacts last = told.remove(containerId);
    if (last != null) {
      sink.introduce(last.removed(now));
    }
  }

  private void tellAnew(ContainerFacts brief) {
    told.put(brief.container().id(), brief);
    sink.introduce(brief);
  }

  private static boolean isOld(ContainerFacts before, Instant now) {
    return before.at().plus(AGAIN).isBefore(now);
  }
}
