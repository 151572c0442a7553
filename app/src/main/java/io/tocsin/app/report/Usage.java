package io.tocsin.app.report;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Memory and processor of each container over time: the highest of each slot. */
final class Usage {
  private static final int MOST_SLOTS = 240;
  private static final int MOST_CONTAINERS = 400;

  private final Map<String, Container> containers = new LinkedHashMap<>();
  private long left;

  /** A value at a moment. */
  record Point(Instant at, double value) {}

  /**
   * What a container used.
   *
   * @param memory in bytes
   * @param cpu in cores
   * @param limit of its memory, the last; null for none
   * @param highest the most memory that it used
   * @param ratio the most as a share of the limit that held at the time; 0 without a limit
   */
  record Row(
      String container,
      Subject subject,
      List<Point> memory,
      List<Point> cpu,
      @Nullable Bytes limit,
      double highest,
      double highestCpu,
      double ratio) {}

  private static final class Highest {
    double memory;
    double cpu = -1;

    Highest plus(Highest other) {
      memory = Math.max(memory, other.memory);
      cpu = Math.max(cpu, other.cpu);
      return this;
    }
  }

  private static final class Container {
    final Subject subject;
    final Slots<Highest> slots =
        new Slots<>(MOST_SLOTS, Duration.ofSeconds(5), Highest::new, Highest::plus);
    @Nullable ResourceSample before;
    @Nullable Bytes limit;
    double highest;
    double highestCpu;
    double ratio;

    Container(Subject subject) {
      this.subject = subject;
    }

    void add(ResourceSample sample) {
      Highest slot = slots.at(sample.at());
      double memory = sample.memory().workingSet().value();
      slot.memory = Math.max(slot.memory, memory);
      highest = Math.max(highest, memory);
      double cores = cores(before, sample);
      slot.cpu = Math.max(slot.cpu, cores);
      highestCpu = Math.max(highestCpu, cores);
      limit = sample.memory().limit();
      if (limit != null && limit.value() > 0) {
        ratio = Math.max(ratio, memory / limit.value());
      }
      before = sample;
    }

    /** Less than before means that it was started anew. */
    private static double cores(@Nullable ResourceSample before, ResourceSample now) {
      if (before == null || !now.at().isAfter(before.at())) {
        return -1;
      }
      long used = now.cpu().usageNanos() - before.cpu().usageNanos();
      double nanos = Duration.between(before.at(), now.at()).toNanos();
      return used < 0 ? -1 : used / nanos;
    }
  }

  void on(ResourceSample sample) {
    String name = sample.container().name();
    Container container = containers.get(name);
    if (container == null) {
      if (containers.size() >= MOST_CONTAINERS) {
        left++;
        return;
      }
      container = new Container(sample.subject());
      containers.put(name, container);
    }
    container.add(sample);
  }

  /** How many samples were of containers beyond the bound. */
  long left() {
    return left;
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    containers.forEach(
        (name, of) -> {
          List<Point> memory = new ArrayList<>();
          List<Point> cpu = new ArrayList<>();
          for (Slots.Slot<Highest> slot : of.slots.all()) {
            memory.add(new Point(slot.from(), slot.content().memory));
            if (slot.content().cpu >= 0) {
              cpu.add(new Point(slot.from(), slot.content().cpu));
            }
          }
          rows.add(
              new Row(
                  name, of.subject, memory, cpu, of.limit, of.highest, of.highestCpu, of.ratio));
        });
    rows.sort(
        Comparator.comparingDouble(Row::ratio)
            .thenComparingDouble(Row::highest)
            .reversed()
            .thenComparing(Row::container));
    return rows;
  }
}
