package io.tocsin.streams.detect.httperrors;

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
import io.tocsin.streams.logs.Access;
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
 * Watches how many of the requests in a service's access log are answered with a server's error. A
 * service whose health endpoint fails again and again is down, whatever else it answers.
 */
public final class HttpErrors implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "http-errors",
              "Too many requests are answered with a server's error (5xx).",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.ratio("ratio", 0.01, "Answers of 5xx to all."),
                  Parameter.count("minimum", 5, "How many of them there must be at least."),
                  Parameter.duration("window", Duration.ofMinutes(1), "Over what time."),
                  Parameter.duration(
                      "grace",
                      Duration.ofMinutes(1),
                      "How long after its start a container's errors do not count."),
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.severity(
                      "health-severity", Severity.CRITICAL, "While a health endpoint fails."),
                  Parameter.duration(
                      "quiet", Duration.ofMinutes(2), "How long below until it is over.")),
              new DetectorType.State<>(State.class, 1),
              HttpErrors::new)
          .explained(About.EXPLANATION);

  private static final int MOST_LINES = 5;

  /** A single probe can fail for its own reasons. */
  private static final int FAILED_PROBES = 2;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final ShareAlarm alarm;
  private final Startups startups;
  private final LastLines lines;
  private int failedProbes;

  /** What is kept. */
  public record State(
      ShareAlarm.State alarm,
      Map<String, Instant> startups,
      List<String> lines,
      int failedProbes,
      @Nullable Map<String, String> overrides) {}

  private record Limits(
      ShareAlarm.Limits share,
      Duration grace,
      Severity severity,
      Severity healthSeverity,
      List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          new ShareAlarm.Limits(
              settings.duration("window"),
              settings.ratio("ratio"),
              settings.count("minimum"),
              0,
              Duration.ZERO,
              settings.duration("quiet")),
          settings.duration("grace"),
          settings.severity("severity"),
          settings.severity("health-severity"),
          settings.problems());
    }
  }

  HttpErrors(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    Limits limits = tuning.of(kept == null ? null : kept.overrides());
    alarm = new ShareAlarm(watch, limits.share(), kept == null ? null : kept.alarm());
    startups = new Startups(kept == null ? null : kept.startups());
    lines = new LastLines(MOST_LINES, kept == null ? null : kept.lines());
    failedProbes = kept == null ? 0 : kept.failedProbes();
  }

  @Override
  public void on(ReadLine line, Consumer<Finding> out) {
    Access access = line.access();
    if (access == null) {
      return;
    }
    Limits limits = tuning.of(line.line().overrides());
    boolean isError =
        access.status() >= 500
            && !startups.isStarting(line.line().containerId(), line.at(), limits.grace());
    if (access.isHealth()) {
      failedProbes = isError ? failedProbes + 1 : 0;
    }
    alarm.count(line.at(), isError, limits.share());
    if (isError) {
      lines.add(line.text());
      Severity severity = severity(limits);
      if (alarm.isNews(limits.share(), severity)) {
        alarm.fire(line.at(), verdict(line, access, limits), out);
      }
    }
  }

  private Severity severity(Limits limits) {
    return failedProbes >= FAILED_PROBES
        ? limits.severity().max(limits.healthSeverity())
        : limits.severity();
  }

  private Verdict verdict(ReadLine line, Access access, Limits limits) {
    Share share = alarm.share();
    return new Verdict(
        severity(limits),
        share.since(),
        "",
        new Verdict.Measure(
            share.ratio(), limits.share().ratio(), "of all requests", limits.share().window()),
        String.format(
            Locale.ROOT,
            "%s answered %d of %d requests with a server's error, last %s %s with %d",
            watch.subject().service(),
            share.bad(),
            share.all(),
            access.method(),
            access.route(),
            access.status()),
        Evidence.of("errors", share.bad())
            .with("requests", share.all())
            .with("failedHealthChecks", failedProbes == 0 ? null : failedProbes)
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
    return new State(
        alarm.state(), startups.state(), lines.list(), failedProbes, tuning.overrides());
  }

  @Override
  public boolean isBlank() {
    return alarm.isBlank();
  }
}
