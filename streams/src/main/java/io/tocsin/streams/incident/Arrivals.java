package io.tocsin.streams.incident;

import io.tocsin.telemetry.ContainerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds back facts from the future of the findings: what is told at one time rests on what was so
 * at that time, in whatever order two topics were read.
 */
final class Arrivals {
  /** By how much one topic may be ahead of the other. */
  private static final Duration HELD = Duration.ofMinutes(1);

  private static final int MOST = 2_000;
  private static final Comparator<ContainerFacts> IN_TIME =
      Comparator.comparing(ContainerFacts::at).thenComparing(facts -> facts.container().id());

  private final List<ContainerFacts> waiting;

  Arrivals(@Nullable List<ContainerFacts> kept) {
    waiting = new ArrayList<>(kept == null ? List.of() : kept);
  }

  List<ContainerFacts> state() {
    return List.copyOf(waiting);
  }

  void add(ContainerFacts facts) {
    waiting.add(facts);
    waiting.sort(IN_TIME);
  }

  /** Those whose time has come, where nobody says how far the findings' sources have been read. */
  List<ContainerFacts> due(Instant now) {
    return due(now, waiting.isEmpty() ? now : waiting.get(waiting.size() - 1).at().minus(HELD));
  }

  /**
   * Those whose time has come.
   *
   * @param latest what is of before that can be waited for by no finding
   */
  List<ContainerFacts> due(Instant now, Instant latest) {
    List<ContainerFacts> due = new ArrayList<>();
    while (!waiting.isEmpty()
        && (!waiting.get(0).at().isAfter(now)
            || waiting.get(0).at().isBefore(latest)
            || waiting.size() > MOST)) {
      due.add(waiting.remove(0));
    }
    return due;
  }
}
