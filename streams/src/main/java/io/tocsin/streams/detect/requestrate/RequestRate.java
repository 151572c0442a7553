package io.tocsin.streams.detect.requestrate;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.baseline.NegativeBinomial;
import io.tocsin.streams.detect.baseline.Rate;
import io.tocsin.streams.detect.baseline.Window;
import io.tocsin.streams.logs.Access;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the requests of the last minute with those that the service is used to. Learns nothing
 * while it fires, and takes what lasts for the new normal after a while.
 */
public final class RequestRate implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "request-rate",
              "A service is asked far more often than it is used to.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.count(
                      "minimum", 120, "How many requests in a minute there must be at least."),
                  Parameter.ratio(
                      "probability", 1e-6, "How improbable the count must be at the learned rate."),
                  Parameter.severity("severity", Severity.INFO, "Of the finding."),
                  Parameter.duration(
                      "quiet",
                      Duration.ofMinutes(2),
                      "How long at the usual level until it is over."),
                  Parameter.duration(
                      "adapt-after", Duration.ofMinutes(30), "When what lasts is the new normal.")),
              new DetectorType.State<>(State.class, 1),
              RequestRate::new)
          .explained(About.EXPLANATION);

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Before so many minutes, by their weight, nobody knows what is usual: after ten. */
  private static final double LEARNED = 8;

  /** A crowd that is merely improbable explains nothing. */
  private static final double LEAST_FACTOR = 3;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Window window;
  private final Rate rate;
  private final Alarm alarm;
  private long minute;
  private int inMinute;
  private int threshold;
  private @Nullable Limits thresholdOf;
  private int told;
  private @Nullable Instant calmSince;

  /** What is kept; {@code minute} is the one under way, with so many requests so far. */
  public record State(
      Window.State window,
      Rate.State rate,
      @Nullable Finding open,
      long minute,
      int inMinute,
      int told,
      @Nullable Instant calmSince,
      @Nullable Map<String, String> overrides) {}

  record Limits(
      int minimum,
      double probability,
      Severity severity,
      Duration quiet,
      Duration adaptAfter,
      List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.count("minimum"),
          settings.ratio("probability"),
          settings.severity("severity"),
          settings.duration("quiet"),
          settings.duration("adapt-after"),
          settings.problems());
    }
  }

  RequestRate(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    window = new Window(kept == null ? null : kept.window());
    rate = new Rate(kept == null ? null : kept.rate());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    minute = kept == null ? Long.MIN_VALUE : kept.minute();
    if (kept != null) {
      inMinute = kept.inMinute();
      told = kept.told();
      calmSince = kept.calmSince();
      tuning.of(kept.overrides());
    }
  }

  @Override
  public void on(ReadLine read, Consumer<Finding> out) {
    Access access = read.access();
    if (access == null || access.isHealth()) {
      return;
    }
    LogLine line = read.line();
    long second = line.at().getEpochSecond();
    turn(Math.floorDiv(second, 60L));
    window.add(second);
    inMinute++;
    judge(line, out);
  }

  /** Learns the minutes that are over; the first one was not seen from its beginning. */
  private void turn(long to) {
    if (to <= minute) {
      return;
    }
    if (minute != Long.MIN_VALUE && !alarm.isOpen()) {
      rate.learn(inMinute);
      rate.learnQuiet(to - minute - 1);
      thresholdOf = null;
    }
    minute = to;
    inMinute = 0;
  }

  private void judge(LogLine line, Consumer<Finding> out) {
    Limits limits = tuning.of(line.overrides());
    int count = window.total();
    boolean isNews = !alarm.isOpen() || count >= 2 * told;
    if (isNews && rate.learned() >= LEARNED && count >= threshold(limits)) {
      calmSince = null;
      told = count;
      alarm.fire(line.at(), verdict(line, count, limits), out);
    }
  }

  private int threshold(Limits limits) {
    if (thresholdOf == null || !thresholdOf.equals(limits)) {
      NegativeBinomial expected = rate.expected(0);
      int least = Math.max(limits.minimum(), (int) Math.ceil(LEAST_FACTOR * expected.mean()));
      threshold = expected.threshold(least, limits.probability());
      thresholdOf = limits;
    }
    return threshold;
  }

  private Verdict verdict(LogLine line, int count, Limits limits) {
    NegativeBinomial expected = rate.expected(0);
    String usual = String.format(Locale.ROOT, "%.1f", expected.mean());
    return new Verdict(
        limits.severity(),
        Instant.ofEpochSecond(window.onset(expected.mean())),
        "",
        new Verdict.Measure(count, threshold(limits), "requests", WINDOW),
        "%s was asked %d times within a minute; about %s were to be expected"
            .formatted(watch.subject().service(), count, usual),
        Evidence.of("p", String.format(Locale.ROOT, "%.1e", expected.tail(count)))
            .with("expectedPerMinute", Double.parseDouble(usual))
            .with("container", line.container())
            .with("ignoredLabels", limits.problems())
            .build());
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    Finding open = alarm.finding();
    if (open == null) {
      return;
    }
    window.advance(watermark.getEpochSecond());
    Limits limits = tuning.current();
    if (window.total() < threshold(limits)) {
      calmSince = calmSince == null ? watermark : calmSince;
      if (!watermark.isBefore(calmSince.plus(limits.quiet()))) {
        over(watermark, "requests are back at their usual rate", out);
      }
    } else if (!watermark.isBefore(open.detectedAt().plus(limits.adaptAfter()))) {
      rate.restart(window.total());
      over(watermark, "it has lasted so long that it is the new normal", out);
    } else {
      calmSince = null;
    }
  }

  private void over(Instant watermark, String because, Consumer<Finding> out) {
    alarm.resolve(watermark, because, out);
    told = 0;
    calmSince = null;
    thresholdOf = null;
    inMinute = 0;
    minute = Math.floorDiv(watermark.getEpochSecond(), 60L);
  }

  /** Only while it fires; learning catches up with the next request. */
  @Override
  public Instant wakeAt() {
    return alarm.isOpen() ? Instant.MIN : Instant.MAX;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public boolean isBlank() {
    return minute == Long.MIN_VALUE;
  }

  @Override
  public State state() {
    return new State(
        window.state(),
        rate.state(),
        alarm.finding(),
        minute,
        inMinute,
        told,
        calmSince,
        tuning.overrides());
  }
}
