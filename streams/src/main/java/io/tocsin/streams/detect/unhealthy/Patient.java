package io.tocsin.streams.detect.unhealthy;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.unhealthy.Unhealthy.Limits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One container with a health check. */
final class Patient {
  /** After a death by itself, a new run needs a while to be found healthy or not. */
  private static final Duration AFTER_DEATH = Duration.ofMinutes(2);

  private static final int MOST_CHANGES = 32;

  private final Alarm sick;
  private final Alarm flapping;
  private final List<Instant> changes;
  private @Nullable Boolean healthy;
  private Instant recoveredAt;
  private Instant steadyAt;

  /** What is kept. */
  record State(
      @Nullable Finding sick,
      @Nullable Finding flapping,
      List<Instant> changes,
      @Nullable Boolean healthy,
      Instant recoveredAt,
      Instant steadyAt) {}

  Patient(Watch watch, String id, @Nullable State kept) {
    sick = new Alarm(watch, id, kept == null ? null : kept.sick());
    flapping = new Alarm(watch, "flapping/" + id, kept == null ? null : kept.flapping());
    changes = new ArrayList<>(kept == null ? List.of() : kept.changes());
    healthy = kept == null ? null : kept.healthy();
    recoveredAt = kept == null ? Instant.MAX : kept.recoveredAt();
    steadyAt = kept == null ? Instant.MAX : kept.steadyAt();
  }

  void changed(EngineEvent event, Limits limits, Consumer<Finding> out) {
    EngineEvent.Health health = event.health();
    if (health == null) {
      return;
    }
    boolean now = health.status().equals("healthy");
    boolean turned = healthy != null ? healthy != now : !now;
    healthy = now;
    if (turned) {
      note(event.at(), limits);
    }
    if (now) {
      recoveredAt = sick.isOpen() ? event.at().plus(limits.quiet()) : Instant.MAX;
    } else {
      recoveredAt = Instant.MAX;
      sick.fire(event.at(), unhealthy(event, health, limits), out);
    }
    if (turned && changes.size() >= limits.changes()) {
      flapping.fire(event.at(), flapping(event, health, limits), out);
    }
  }

  private void note(Instant at, Limits limits) {
    changes.removeIf(change -> !change.isAfter(at.minus(limits.window())));
    changes.add(at);
    if (changes.size() > MOST_CHANGES) {
      changes.remove(0);
    }
    steadyAt = at.plus(limits.window());
  }

  private static Verdict unhealthy(EngineEvent event, EngineEvent.Health health, Limits limits) {
    int streak = health.failingStreak();
    String times = streak > 0 ? " after %d failed probes".formatted(streak) : "";
    String output = health.output().strip();
    return new Verdict(
        limits.severity(),
        event.at(),
        name(event),
        new Verdict.Measure(Math.max(1, streak), 1, "failed probes", null),
        "%s is unhealthy%s%s"
            .formatted(name(event), times, output.isEmpty() ? "" : ": " + firstLine(output)),
        Evidence.of("probeOutput", output).with("ignoredLabels", limits.problems()).build());
  }

  private Verdict flapping(EngineEvent event, EngineEvent.Health health, Limits limits) {
    return new Verdict(
        limits.flappingSeverity(),
        changes.get(0),
        name(event),
        new Verdict.Measure(changes.size(), limits.changes(), "changes", limits.window()),
        "the health of %s changed %d times in %s"
            .formatted(
                name(event),
                changes.size(),
                Durations.format(Duration.between(changes.get(0), event.at()))),
        Evidence.of("changes", changes)
            .with("probeOutput", health.output().strip())
            .with("ignoredLabels", limits.problems())
            .build());
  }

  /** The container has ended: it is not sick any more, only gone. */
  void ended(Instant at, boolean byItself, Limits limits) {
    healthy = null;
    if (sick.isOpen()) {
      recoveredAt = at.plus(byItself ? AFTER_DEATH : limits.quiet());
    }
  }

  void tick(Instant watermark, Consumer<Finding> out) {
    if (!watermark.isBefore(recoveredAt)) {
      recoveredAt = Instant.MAX;
      sick.resolve(watermark, healthy == null ? "it has ended" : "it is healthy again", out);
    }
    if (!watermark.isBefore(steadyAt) && !sick.isOpen()) {
      steadyAt = Instant.MAX;
      changes.clear();
      flapping.resolve(watermark, "its health is steady", out);
    }
  }

  Instant wakeAt() {
    Instant steady = sick.isOpen() ? Instant.MAX : steadyAt;
    return recoveredAt.isBefore(steady) ? recoveredAt : steady;
  }

  boolean isForgettable() {
    return healthy == null && !sick.isOpen() && !flapping.isOpen() && changes.isEmpty();
  }

  List<Finding> open() {
    List<Finding> open = new ArrayList<>(sick.findings());
    open.addAll(flapping.findings());
    return open;
  }

  State state() {
    return new State(
        sick.finding(), flapping.finding(), List.copyOf(changes), healthy, recoveredAt, steadyAt);
  }

  private static String name(EngineEvent event) {
    return event.container() == null ? "" : event.container().name();
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 160 ? line : line.substring(0, 159) + "…";
  }
}
