package io.tocsin.streams.detect.logsilence;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.logs.Access;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Misses the lines of a service that has been writing steadily, while one of its containers runs.
 * Requests of others say nothing of a service when they stop coming, and so access-log lines are a
 * sign of life but not counted, but for those of health checks, which come by the clock. A new
 * container in the place of the old ones has to teach anew.
 */
public final class LogSilence implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "log-silence",
              "A service that logs steadily has stopped, and runs on.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.duration(
                      "learn", Duration.ofMinutes(15), "How long its steadiness is learned."),
                  Parameter.count(
                      "factor",
                      4,
                      "How many times the longest pause of the last week is too long."),
                  Parameter.duration(
                      "minimum", Duration.ofMinutes(2), "The shortest silence to tell."),
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.duration(
                      "adapt-after", Duration.ofHours(6), "When silence is the new normal.")),
              new DetectorType.State<>(State.class, 1),
              LogSilence::new)
          .explained(About.EXPLANATION);

  private static final int CONTAINERS = 128;

  /** A clock that is set forward makes a silence too, but no lasting one. */
  private static final Duration CONFIRMATION = Duration.ofSeconds(30);

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Alarm alarm;
  private final Recent<String, String> containers;
  private Beat beat;
  private Instant wake;
  private @Nullable Instant suspectSince;
  private String lastLine;
  private String writer;

  /** What is kept: the states of the containers by their ids, among others. */
  public record State(
      @Nullable Finding open,
      Beat.State beat,
      Map<String, String> containers,
      Instant wake,
      @Nullable Instant suspectSince,
      String lastLine,
      String writer,
      @Nullable Map<String, String> overrides) {}

  private record Limits(
      Duration learn, int factor, Duration minimum, Severity severity, Duration adaptAfter) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.duration("learn"),
          settings.count("factor"),
          settings.duration("minimum"),
          settings.severity("severity"),
          settings.duration("adapt-after"));
    }
  }

  LogSilence(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    tuning.of(kept == null ? null : kept.overrides());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    containers = new Recent<>(CONTAINERS, kept == null ? null : kept.containers());
    beat = new Beat(kept == null ? null : kept.beat());
    wake = kept == null ? Instant.MAX : kept.wake();
    suspectSince = kept == null ? null : kept.suspectSince();
    lastLine = kept == null ? "" : kept.lastLine();
    writer = kept == null ? "" : kept.writer();
  }

  @Override
  public void on(ReadLine line, Consumer<Finding> out) {
    suspectSince = null;
    if (alarm.isOpen()) {
      beat.silenceEnds(line.at(), patience());
      alarm.resolve(line.at(), "it has written again", out);
    }
    Access access = line.access();
    if (access != null && !access.isHealth()) {
      beat.alive(line.at());
      return;
    }
    lastLine = line.text();
    writer = line.line().container();
    tuning.of(line.line().overrides());
    if (beat.add(line.at())) {
      arm();
    }
  }

  private void arm() {
    Duration patience = patience();
    Instant last = beat.last();
    wake = patience == null || last == null || !runs() ? Instant.MAX : last.plus(patience);
  }

  private @Nullable Duration patience() {
    Limits limits = tuning.current();
    return beat.patience(limits.learn(), limits.factor(), limits.minimum());
  }

  private boolean runs() {
    return containers.containsValue("running");
  }

  @Override
  public void facts(ContainerFacts facts, Consumer<Finding> out) {
    String id = facts.container().id();
    String before = containers.getOrDefault(id, "created");
    if (before.equals("created") && facts.state().equals("running") && !runs()) {
      beat = new Beat(null); // a new container in the place of the old ones
    }
    if (facts.state().equals(ContainerFacts.REMOVED)) {
      containers.remove(id);
    } else {
      containers.renew(id, facts.state());
    }
    if (!runs()) {
      beat.pauseExcused();
      suspectSince = null;
      alarm.resolve(facts.at(), "none of its containers runs any more", out);
    }
    arm();
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    Finding open = alarm.finding();
    if (open != null) {
      adapt(open, watermark, out);
      return;
    }
    arm();
    if (wake.isAfter(watermark)) {
      suspectSince = null;
    } else if (suspectSince == null) {
      suspectSince = watermark;
      wake = watermark.plus(CONFIRMATION);
    } else if (watermark.isBefore(suspectSince.plus(CONFIRMATION))) {
      wake = suspectSince.plus(CONFIRMATION);
    } else {
      fire(watermark, out);
    }
  }

  private void fire(Instant watermark, Consumer<Finding> out) {
    Duration patience = patience();
    Instant last = beat.last();
    if (patience == null || last == null) {
      return;
    }
    Duration silence = Duration.between(last, watermark);
    Duration told = Duration.ofSeconds(silence.toSeconds());
    alarm.fire(
        watermark,
        new Verdict(
            tuning.current().severity(),
            last,
            writer,
            new Verdict.Measure(told.toSeconds(), patience.toSeconds(), "seconds", null),
            "%s has not logged for %s; it used to at least every %s"
                .formatted(
                    watch.subject().service(),
                    Durations.format(told),
                    Durations.format(usual(patience))),
            Evidence.of("lastLine", lastLine)
                .with("lastAt", last)
                .with("ignoredLabels", tuning.problems())
                .build()),
        out);
    suspectSince = null;
    wake = watermark.plus(tuning.current().adaptAfter());
  }

  private Duration usual(Duration patience) {
    long seconds = patience.toSeconds() / tuning.current().factor();
    return Duration.ofSeconds(Math.max(1, seconds));
  }

  private void adapt(Finding open, Instant watermark, Consumer<Finding> out) {
    Instant accepted = open.detectedAt().plus(tuning.current().adaptAfter());
    if (watermark.isBefore(accepted)) {
      wake = accepted;
    } else {
      alarm.resolve(watermark, "it has lasted so long that it is the new normal", out);
      beat = new Beat(null);
      wake = Instant.MAX;
    }
  }

  @Override
  public Instant wakeAt() {
    return wake;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(
        alarm.finding(),
        beat.state(),
        new LinkedHashMap<>(containers),
        wake,
        suspectSince,
        lastLine.length() > 240 ? lastLine.substring(0, 240) : lastLine,
        writer,
        tuning.overrides());
  }
}
