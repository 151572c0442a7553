package io.tocsin.app.imports;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes of records in the order of time what a collector would have published: the containers
 * introduced first, each death with its last lines, heartbeats between.
 */
final class AsCollected implements Consumer<Telemetry> {
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** In long silences time passes in longer steps, so that a year of it is no flood. */
  private static final Duration SLOWEST_BEAT = Duration.ofMinutes(1);

  private static final int AT_EACH_PACE = 600;
  private static final int LAST_LINES = 20;
  private static final int MOST_CONTAINERS = 2_000;

  private final String host;
  private final List<ContainerFacts> facts;
  private final Consumer<Telemetry> out;
  private final Map<String, Deque<String>> tails =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<String>> eldest) {
          return size() > MOST_CONTAINERS;
        }
      };
  private @Nullable Instant promised;

  AsCollected(String host, List<ContainerFacts> facts, Consumer<Telemetry> out) {
    this.host = host;
    this.facts = List.copyOf(facts);
    this.out = out;
  }

  @Override
  public void accept(Telemetry record) {
    if (promised == null) {
      promised = record.at().minus(BEAT);
      facts.forEach(known -> out.accept(known.asOf(record.at())));
    }
    beatUntil(record.at());
    if (record instanceof LogLine line) {
      keep(line);
    }
    out.accept(record instanceof EngineEvent event ? withLastLines(event) : record);
  }

  /** Says that all is told up to the last record. */
  void end(Instant last) {
    beatUntil(last.plus(BEAT).plus(BEAT));
  }

  private void beatUntil(Instant at) {
    Instant next = promised == null ? at : promised.plus(BEAT);
    int beats = 0;
    while (next.isBefore(at)) {
      promised = next;
      out.accept(new Heartbeat(next, host));
      next = next.plus(pace(++beats));
    }
  }

  private static Duration pace(int beats) {
    Duration pace = BEAT.multipliedBy(1L << Math.min(6, beats / AT_EACH_PACE));
    return pace.compareTo(SLOWEST_BEAT) > 0 ? SLOWEST_BEAT : pace;
  }

  private void keep(LogLine line) {
    Deque<String> tail = tails.computeIfAbsent(line.container(), name -> new ArrayDeque<>());
    if (tail.size() == LAST_LINES) {
      tail.removeFirst();
    }
    tail.addLast(line.line());
  }

  private EngineEvent withLastLines(EngineEvent event) {
    EngineEvent.Exit exit = event.exit();
    if (exit == null || event.container() == null || !exit.logs().isEmpty()) {
      return event;
    }
    Deque<String> tail = tails.remove(event.container().name());
    return new EngineEvent(
        event.at(),
        event.subject(),
        event.type(),
        event.action(),
        event.container(),
        event.actor(),
        event.attributes(),
        event.traits(),
        new EngineEvent.Exit(
            exit.code(),
            exit.oomKilled(),
            exit.error(),
            tail == null ? List.of() : List.copyOf(tail)),
        event.health(),
        event.reconciled());
  }
}
