package io.tocsin.streams.detect.startuporder;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerFacts.Dependency;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at how a service fares that was started before a dependency with a health check was
 * healthy. It is told when it fails soon, unless its own lines give another reason, or when it goes
 * on logging failed connections. A service that tries again and gets through is well made: one or
 * two failed connections, or several within a few seconds, are no finding.
 */
public final class StartupOrder implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "startup-order",
              "A service was started before something it depends on was healthy, and did not cope.",
              Input.of(ReadLine.class, Source.LOGS).fromIntroduction(),
              List.of(
                  Parameter.severity(
                      "severity", Severity.WARNING, "Of a start in the wrong order."),
                  Parameter.duration(
                      "window", Duration.ofMinutes(2), "How long after the start trouble counts."),
                  Parameter.count(
                      "errors", 3, "How many failed connections a service that runs may not log."),
                  Parameter.duration(
                      "patience",
                      Duration.ofSeconds(5),
                      "Over what time at least they must be spread."),
                  Parameter.duration(
                      "quiet", Duration.ofMinutes(2), "How long there must be no more trouble.")),
              new DetectorType.State<>(State.class, 1),
              StartupOrder::new)
          .explained(About.EXPLANATION);

  private static final int CONTAINERS = 64;

  /** How container ids stand in log lines. */
  private static final int SHORT_ID = 12;

  /** A service that runs for so long before its first failed connection has coped. */
  private static final Duration AT_FIRST = Duration.ofSeconds(30);

  /** An end is introduced before the last lines come. */
  private static final Duration LAST_LINES = Duration.ofSeconds(2);

  /** Ends that somebody asked for: SIGINT, SIGKILL, SIGTERM. */
  private static final Set<Integer> ASKED_FOR = Set.of(0, 130, 137, 143);

  private final Tuning<Limits> tuning;
  private final Recent<String, Start> starts;
  private final Alarm alarm;
  private int failures;

  /** What is kept; {@code failures} since the alarm fires. */
  public record State(
      Map<String, Start> starts,
      @Nullable Finding open,
      int failures,
      @Nullable Map<String, String> labels) {}

  record Limits(Severity severity, Duration window, int errors, Duration patience, Duration quiet) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.severity("severity"),
          settings.duration("window"),
          settings.count("errors"),
          settings.duration("patience"),
          settings.duration("quiet"));
    }
  }

  StartupOrder(Watch watch, @Nullable State kept) {
    tuning = new Tuning<>(watch.rule(), Limits::of);
    starts = new Recent<>(CONTAINERS, kept == null ? null : kept.starts());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    if (kept != null) {
      failures = kept.failures();
      tuning.of(kept.labels());
    }
  }

  @Override
  public void facts(ContainerFacts facts, Consumer<Finding> out) {
    tuning.of(facts.traits().overrides());
    String id = shortId(facts.container().id());
    if (facts.state().equals(ContainerFacts.REMOVED)) {
      starts.remove(id);
      resolveIfAbout(facts, "its container was removed", out);
      return;
    }
    Instant startedAt = facts.startedAt();
    Start known = starts.get(id);
    if (startedAt != null && (known == null || known.at().isBefore(startedAt))) {
      started(id, facts, startedAt, out);
    }
    ended(id, facts, out);
  }

  private void started(String id, ContainerFacts facts, Instant at, Consumer<Finding> out) {
    if (facts.dependsOn().stream().anyMatch(Dependency::wasUnready)) {
      starts.renew(id, Start.of(facts, at));
      return;
    }
    starts.remove(id);
    boolean seen = facts.dependsOn().stream().anyMatch(each -> each.healthAtStart() != null);
    if (seen) {
      resolveIfAbout(facts, "it was started again when all was ready", out);
    }
  }

  private void resolveIfAbout(ContainerFacts facts, String because, Consumer<Finding> out) {
    Finding open = alarm.finding();
    if (open != null && open.container().equals(facts.container().name())) {
      alarm.resolve(facts.at(), because, out);
    }
  }

  private void ended(String id, ContainerFacts facts, Consumer<Finding> out) {
    ContainerFacts.Run run = facts.run();
    Start start = starts.get(id);
    if (start == null || start.end() != null || run == null) {
      return;
    }
    Instant end = run.finishedAt();
    Integer code = run.exitCode();
    if (end == null || code == null || end.isBefore(start.at())) {
      return;
    }
    if (ASKED_FOR.contains(code) || end.isAfter(start.at().plus(limits().window()))) {
      starts.remove(id);
      return;
    }
    Start over = start.ended(new Start.End(end, code, facts.at()));
    starts.put(id, over);
    if (over.count() > 0) {
      failed(id, over, facts.at(), out);
    }
  }

  @Override
  public void on(ReadLine read, Consumer<Finding> out) {
    if (starts.isEmpty()) {
      return;
    }
    String id = read.line().containerId();
    Start start = starts.get(id);
    Instant at = read.at();
    if (start == null || at.isBefore(start.at())) {
      return;
    }
    if (at.isAfter(start.at().plus(limits().window()))) {
      starts.remove(id);
    } else if (Refusals.isIn(read.text()) && start.concerns(read.text())) {
      refused(id, start.refused(at, read.text()), out);
    } else if (read.beginsError()) {
      starts.put(id, start.erred());
    }
  }

  private void refused(String id, Start start, Consumer<Finding> out) {
    starts.put(id, start);
    Instant now = start.last();
    if (now == null) {
      return;
    }
    boolean lasts = start.refusedFor().compareTo(limits().patience()) >= 0;
    if (start.end() != null) {
      failed(id, start, now, out);
    } else if (start.count() >= limits().errors()
        && lasts
        && start.erredWithin(AT_FIRST)
        && isNews(start.count())) {
      fire(start, now, out);
    }
  }

  /** What goes on is told when there is twice as much of it. */
  private boolean isNews(int count) {
    return !alarm.isOpen() || Integer.bitCount(count) == 1;
  }

  private void failed(String id, Start start, Instant now, Consumer<Finding> out) {
    starts.remove(id);
    failures = alarm.isOpen() ? failures + 1 : 1;
    if (isNews(failures)) {
      fire(start, now, out);
    }
  }

  private void fire(Start start, Instant now, Consumer<Finding> out) {
    Start.End end = start.end();
    Instant begin = start.first() == null ? now : start.first();
    Instant onset = end != null && start.first() == null ? end.at() : begin;
    Evidence evidence =
        Evidence.of("notReady", start.describe())
            .with("startedAt", start.at())
            .with("exitCode", end == null ? null : end.code())
            .with("logs", start.refusals());
    alarm.fire(
        now,
        new Verdict(
            limits().severity(),
            onset,
            start.container(),
            end == null
                ? new Verdict.Measure(
                    start.count(), limits().errors(), "connection errors", limits().window())
                : new Verdict.Measure(failures, 1, "failures", limits().window()),
            summary(start),
            evidence.build()),
        out);
  }

  private static String summary(Start start) {
    String began = "started before %s was healthy".formatted(start.describe());
    Start.End end = start.end();
    if (end == null) {
      return "%s, and logged %d connection errors in %d s"
          .formatted(began, start.count(), start.refusedFor().toSeconds());
    }
    return "%s, and failed %d s later (exit code %d)"
        .formatted(began, Duration.between(start.at(), end.at()).toSeconds(), end.code());
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    for (String id : List.copyOf(starts.keySet())) {
      Start start = starts.get(id);
      if (start != null && !expiry(start).isAfter(watermark)) {
        over(id, start, watermark, out);
      }
    }
    Finding open = alarm.finding();
    if (open != null && !open.updatedAt().plus(limits().quiet()).isAfter(watermark)) {
      alarm.resolve(watermark, "no more trouble for " + limits().quiet().toSeconds() + " s", out);
    }
  }

  /** A failure without a word is put down to the order; one that gives its reason is not. */
  private void over(String id, Start start, Instant watermark, Consumer<Finding> out) {
    if (start.end() != null && !start.otherError()) {
      failed(id, start, watermark, out);
    } else {
      starts.remove(id);
    }
  }

  private Instant expiry(Start start) {
    return start.end() == null
        ? start.at().plus(limits().window()).plus(LAST_LINES)
        : start.end().toldAt().plus(LAST_LINES);
  }

  @Override
  public Instant wakeAt() {
    Finding open = alarm.finding();
    Instant wake = open == null ? Instant.MAX : open.updatedAt().plus(limits().quiet());
    for (Start start : starts.values()) {
      Instant expiry = expiry(start);
      wake = expiry.isBefore(wake) ? expiry : wake;
    }
    return wake;
  }

  private Limits limits() {
    return tuning.current();
  }

  private static String shortId(String id) {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(new LinkedHashMap<>(starts), alarm.finding(), failures, tuning.overrides());
  }

  @Override
  public boolean isBlank() {
    return starts.isEmpty();
  }
}
