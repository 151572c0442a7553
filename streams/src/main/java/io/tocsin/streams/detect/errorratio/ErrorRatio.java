package io.tocsin.streams.detect.errorratio;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.LastLines;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Share;
import io.tocsin.streams.detect.ShareAlarm;
import io.tocsin.streams.detect.Startups;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches how many of a service's log entries are errors. A burst is left to {@code error-spike}:
 * errors have to come for a while. What a container logs in its first moments, while it waits for
 * what it depends on, does not count as an error.
 */
public final class ErrorRatio implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "error-ratio",
              "Too many of a service's log entries are errors.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.ratio("ratio", 0.01, "Errors to all entries."),
                  Parameter.ratio("critical-ratio", 0.5, "From where on it is critical."),
                  Parameter.duration("window", Duration.ofMinutes(5), "Over what time."),
                  Parameter.count("minimum", 20, "How many errors there must be at least."),
                  Parameter.duration(
                      "for", Duration.ofMinutes(1), "How long errors must have been coming."),
                  Parameter.duration(
                      "grace",
                      Duration.ofMinutes(2),
                      "How long after its start a container's errors do not count."),
                  Parameter.severity("severity", Severity.WARNING, "Below the critical ratio."),
                  Parameter.duration(
                      "quiet", Duration.ofMinutes(2), "How long below until it is over.")),
              new DetectorType.State<>(State.class, 1),
              ErrorRatio::new)
          .explained(About.EXPLANATION);

  private static final int MOST_LINES = 5;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final ShareAlarm alarm;
  private final Startups startups;
  private final LastLines lines;

  /** What is kept. */
  public record State(
      ShareAlarm.State alarm,
      Map<String, Instant> startups,
      List<String> lines,
      @Nullable Map<String, String> overrides) {}

  private record Limits(
      ShareAlarm.Limits share,
      double criticalRatio,
      Duration grace,
      Severity severity,
      List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          new ShareAlarm.Limits(
              settings.duration("window"),
              settings.ratio("ratio"),
              settings.count("minimum"),
              0,
              settings.duration("for"),
              settings.duration("quiet")),
          settings.ratio("critical-ratio"),
          settings.duration("grace"),
          settings.severity("severity"),
          settings.problems());
    }

    Severity severity(Share share) {
      return share.ratio() > criticalRatio ? severity.max(Severity.CRITICAL) : severity;
    }
  }

  ErrorRatio(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    Limits limits = tuning.of(kept == null ? null : kept.overrides());
    alarm = new ShareAlarm(watch, limits.share(), kept == null ? null : kept.alarm());
    startups = new Startups(kept == null ? null : kept.startups());
    lines = new LastLines(MOST_LINES, kept == null ? null : kept.lines());
  }

  @Override
  public void on(ReadLine line, Consumer<Finding> out) {
    if (!line.beginsEntry() && !line.beginsError()) {
      return;
    }
    Limits limits = tuning.of(line.line().overrides());
    boolean isError =
        line.beginsError()
            && !startups.isStarting(line.line().containerId(), line.at(), limits.grace());
    alarm.count(line.at(), isError, limits.share());
    if (isError) {
      lines.add(line.text());
      Severity severity = limits.severity(alarm.share());
      if (alarm.isNews(limits.share(), severity)) {
        alarm.fire(line.at(), verdict(line, severity, limits), out);
      }
    }
  }

  private Verdict verdict(ReadLine line, Severity severity, Limits limits) {
    Share share = alarm.share();
    return new Verdict(
        severity,
        share.since(),
        "",
        new Verdict.Measure(
            share.ratio(), limits.share().ratio(), "of all entries", limits.share().window()),
        String.format(
            Locale.ROOT,
            "%.0f %% of the log entries of %s are errors: %d of %d",
            100 * share.ratio(),
            watch.subject().service(),
            share.bad(),
            share.all()),
        Evidence.of("errors", share.bad())
            .with("entries", share.all())
            .with("logs", lines.list())
            .with("container", line.line().container())
            .with("ignoredLabels", limits.problems())
            .build());
  }

  @Override
  public void facts(ContainerFacts facts, Consumer<Finding> out) {
    startups.learn(facts);
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    alarm.tick(watermark, tuning.current().share(), out);
  }

  @Override
  public Instant wakeAt() {
    return alarm.wakeAt();
  }

  @Override
  public List<Finding> open() {
    return alarm.open();
  }

  @Override
  public State state() {
    return new State(alarm.state(), startups.state(), lines.list(), tuning.overrides());
  }
}
