package io.tocsin.streams.detect.slowrequests;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
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
 * Watches the latency in access-log lines. The 95th percentile is above the limit just when more
 * than a twentieth of the requests is, so counting is enough. A route that has been slow for half
 * an hour is so by nature — a long poll, a report — and is left out from then on.
 */
public final class SlowRequests implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "slow-requests",
              "Requests take too long.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.duration("latency", Duration.ofSeconds(2), "Longer than this is slow."),
                  Parameter.ratio("quantile", 0.95, "Of the latencies, which must be slow."),
                  Parameter.count("minimum", 20, "How many requests there must be at least."),
                  Parameter.duration("window", Duration.ofMinutes(1), "Over what time."),
                  Parameter.duration(
                      "grace",
                      Duration.ofMinutes(1),
                      "How long after its start a container may be slow."),
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.duration(
                      "quiet", Duration.ofMinutes(2), "How long below until it is over."),
                  Parameter.duration(
                      "adapt-after",
                      Duration.ofMinutes(30),
                      "When a slow route is one by nature.")),
              new DetectorType.State<>(State.class, 1),
              SlowRequests::new)
          .explained(About.EXPLANATION);

  private static final int MOST_ROUTES = 5;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final ShareAlarm alarm;
  private final Startups startups;
  private final SlowRoutes routes;

  /** What is kept. */
  public record State(
      ShareAlarm.State alarm,
      Map<String, Instant> startups,
      SlowRoutes.State routes,
      @Nullable Map<String, String> overrides) {}

  private record Limits(
      ShareAlarm.Limits share,
      Duration latency,
      double quantile,
      Duration grace,
      Duration adaptAfter,
      Severity severity,
      List<String> problems) {
    static Limits of(Settings settings) {
      double quantile = settings.ratio("quantile");
      return new Limits(
          new ShareAlarm.Limits(
              settings.duration("window"),
              1 - quantile,
              1,
              settings.count("minimum"),
              Duration.ZERO,
              settings.duration("quiet")),
          settings.duration("latency"),
          quantile,
          settings.duration("grace"),
          settings.duration("adapt-after"),
          settings.severity("severity"),
          settings.problems());
    }
  }

  SlowRequests(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    Limits limits = tuning.of(kept == null ? null : kept.overrides());
    alarm = new ShareAlarm(watch, limits.share(), kept == null ? null : kept.alarm());
    startups = new Startups(kept == null ? null : kept.startups());
    routes = new SlowRoutes(kept == null ? null : kept.routes());
  }

  @Override
  public void on(ReadLine line, Consumer<Finding> out) {
    Access access = line.access();
    if (access == null || access.latency() == null || isByNature(access)) {
      return;
    }
    Limits limits = tuning.of(line.line().overrides());
    boolean isSlow =
        access.latency().compareTo(limits.latency()) > 0
            && !startups.isStarting(line.line().containerId(), line.at(), limits.grace());
    if (isSlow) {
      if (alarm.share().bad() == 0 && alarm.open().isEmpty()) {
        routes.forget();
      }
      routes.add(access.route(), access.latency());
    }
    alarm.count(line.at(), isSlow, limits.share());
    if (isSlow && alarm.isNews(limits.share(), limits.severity())) {
      alarm.fire(line.at(), verdict(line, limits), out);
    }
  }

  /** A connection that was switched to another protocol lasts as long as it is used. */
  private boolean isByNature(Access access) {
    return access.status() < 200
        || access.method().equals("CONNECT")
        || routes.isUsual(access.route());
  }

  private Verdict verdict(ReadLine line, Limits limits) {
    Share share = alarm.share();
    double seconds = routes.quantile(limits.quantile(), share.ratio()).toMillis() / 1e3;
    return new Verdict(
        limits.severity(),
        share.since(),
        "",
        new Verdict.Measure(
            seconds, limits.latency().toMillis() / 1e3, "seconds", limits.share().window()),
        String.format(
            Locale.ROOT,
            "%d of %d requests to %s took longer than %s; p%.0f is %.1f s",
            share.bad(),
            share.all(),
            watch.subject().service(),
            Durations.format(limits.latency()),
            100 * limits.quantile(),
            seconds),
        Evidence.of("slow", share.bad())
            .with("requests", share.all())
            .with("routes", routes.top(MOST_ROUTES))
            .with("lastLine", line.text())
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
    Limits limits = tuning.current();
    if (alarm.openFor(watermark).compareTo(limits.adaptAfter()) >= 0) {
      routes.accept();
      alarm.settle(watermark, "it has lasted so long that these routes are slow by nature", out);
    } else {
      alarm.tick(watermark, limits.share(), out);
    }
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
    return new State(alarm.state(), startups.state(), routes.state(), tuning.overrides());
  }
}
