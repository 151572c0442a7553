package io.tocsin.streams.detect.errorspike;

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
import io.tocsin.streams.logs.Frequent;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the errors of the running minute, and of the last five, with what the service has taught
 * to expect. Fires within the minute, as soon as the count is beyond belief; learns nothing while
 * it fires, so that a lasting flood is not called normal soon, but does accept it after a while.
 *
 * <p>False alarms, as {@code FalseAlarmsTest} measures them on eight kinds of services that are as
 * they are (Poisson, bursty, with a day's rhythm; 0.2 to 20 errors a minute): one in 224 days.
 */
public final class ErrorSpike implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "error-spike",
              "A service logs far more errors than it has taught to expect.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.count(
                      "minimum", 10, "How many errors in a minute there must be at least."),
                  Parameter.ratio(
                      "probability", 1e-6, "How improbable the count must be at the learned rate."),
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.duration(
                      "quiet",
                      Duration.ofMinutes(2),
                      "How long at the usual level until it is over."),
                  Parameter.duration(
                      "adapt-after",
                      Duration.ofMinutes(30),
                      "When a lasting flood is the new normal.")),
              new DetectorType.State<>(State.class, 4),
              ErrorSpike::new)
          .explained(About.EXPLANATION);

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int TOP_LINES = 5;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Window window;
  private final Rate rate;
  private final Frequent frequent;
  private final Alarm alarm;
  private final Sustained sustained;
  private long minute;
  private int inMinute;
  private long minuteEnd;
  private boolean isPartial;
  private int entries;
  private int entriesBefore;
  private int threshold;
  private @Nullable Limits thresholdOf;
  private int thresholdAt;
  private int told;
  private @Nullable Instant calmSince;

  /**
   * What is kept.
   *
   * @param isPartial whether the minute was not seen from its beginning
   * @param entries in this minute
   * @param entriesBefore in the last
   */
  public record State(
      Window.State window,
      Rate.State rate,
      Frequent.State frequent,
      @Nullable Finding open,
      Sustained.State sustained,
      long minute,
      int inMinute,
      boolean isPartial,
      int entries,
      int entriesBefore,
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

  ErrorSpike(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    window = new Window(kept == null ? null : kept.window());
    rate = new Rate(kept == null ? null : kept.rate());
    frequent = new Frequent(kept == null ? null : kept.frequent());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    sustained = new Sustained(watch, kept == null ? null : kept.sustained());
    minute = kept == null ? Long.MIN_VALUE : kept.minute();
    minuteEnd = kept == null ? Long.MIN_VALUE : (minute + 1) * 60;
    inMinute = kept == null ? 0 : kept.inMinute();
    isPartial = kept != null && kept.isPartial();
    entries = kept == null ? 0 : kept.entries();
    entriesBefore = kept == null ? 0 : kept.entriesBefore();
    told = kept == null ? 0 : kept.told();
    calmSince = kept == null ? null : kept.calmSince();
    tuning.of(kept == null ? null : kept.overrides());
  }

  @Override
  public void on(ReadLine read, Consumer<Finding> out) {
    LogLine line = read.line();
    long second = line.at().getEpochSecond();
    if (second >= minuteEnd) {
      turn(second);
      judgeSustained(line, out);
    }
    if (read.beginsEntry()) {
      entries++;
    }
    if (!read.beginsError()) {
      return;
    }
    if (window.total() == 0 && !alarm.isOpen()) {
      frequent.clear();
    }
    window.add(second);
    inMinute++;
    frequent.add(read);
    judge(line, out);
  }

  private void judgeSustained(LogLine line, Consumer<Finding> out) {
    if (!alarm.isOpen()) {
      sustained.judge(line.at(), tuning.of(line.overrides()), () -> frequent.top(TOP_LINES), out);
    }
  }

  /** Learns the minutes that are over. */
  private void turn(long second) {
    long to = Math.floorDiv(second, 60L);
    boolean isFirst = minute == Long.MIN_VALUE;
    if (!isFirst) {
      learn(to - minute - 1);
    }
    entriesBefore = to - minute == 1 ? entries : 0;
    entries = 0;
    begin(to, isFirst && Math.floorMod(second, 60L) > 0);
  }

  private void begin(long next, boolean partial) {
    minute = next;
    minuteEnd = (next + 1) * 60;
    isPartial = partial;
    inMinute = 0;
    thresholdOf = null;
  }

  private void learn(long quietMinutes) {
    boolean learns = !alarm.isOpen();
    if (!isPartial) {
      sustained.minute(inMinute, learns);
    }
    sustained.quiet(quietMinutes, learns);
    if (learns && !isPartial) {
      rate.learn(inMinute);
    }
    if (learns) {
      rate.learnQuiet(quietMinutes);
    }
  }

  private int threshold(Limits limits) {
    if (thresholdOf == null || thresholdAt != magnitude() || !thresholdOf.equals(limits)) {
      threshold = expected().threshold(limits.minimum(), limits.probability());
      thresholdOf = limits;
      thresholdAt = magnitude();
    }
    return threshold;
  }

  private NegativeBinomial expected() {
    return rate.expected(magnitude());
  }

  /** Of the entries in this and the last minute, so that it seldom changes. */
  private int magnitude() {
    return Integer.highestOneBit(entriesBefore + entries);
  }

  private void judge(LogLine line, Consumer<Finding> out) {
    Limits limits = tuning.of(line.overrides());
    int count = window.total();
    if (count < limits.minimum() || count < threshold(limits)) {
      return;
    }
    calmSince = null;
    if (!alarm.isOpen() || count >= 2 * told) {
      told = count;
      alarm.fire(line.at(), verdict(line, count, limits), out);
    }
  }

  private Verdict verdict(LogLine line, int count, Limits limits) {
    NegativeBinomial expected = expected();
    String probability = String.format(Locale.ROOT, "%.1e", expected.tail(count));
    String usual = String.format(Locale.ROOT, "%.1f", expected.mean());
    return new Verdict(
        limits.severity(),
        Instant.ofEpochSecond(window.onset(expected.mean())),
        "",
        new Verdict.Measure(count, threshold(limits), "errors", WINDOW),
        "%s logged %d errors within a minute; about %s were to be expected (p = %s)"
            .formatted(watch.subject().service(), count, usual, probability),
        Evidence.of("p", probability)
            .with("expectedPerMinute", Double.parseDouble(usual))
            .with("logs", frequent.top(TOP_LINES))
            .with("container", line.container())
            .with("ignoredLabels", limits.problems())
            .build());
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    if (watermark.getEpochSecond() >= minuteEnd) {
      turn(watermark.getEpochSecond());
    }
    sustained.tick(watermark, tuning.current(), out);
    Finding open = alarm.finding();
    if (open != null) {
      tick(open, watermark, out);
    }
  }

  private void tick(Finding open, Instant watermark, Consumer<Finding> out) {
    window.advance(watermark.getEpochSecond());
    Limits limits = tuning.current();
    if (window.total() < threshold(limits)) {
      calm(watermark, limits, out);
    } else if (!watermark.isBefore(open.detectedAt().plus(limits.adaptAfter()))) {
      rate.restart(window.total());
      over(watermark, "it has lasted so long that it is the new normal", out);
    } else {
      calmSince = null;
    }
  }

  private void calm(Instant watermark, Limits limits, Consumer<Finding> out) {
    calmSince = calmSince == null ? watermark : calmSince;
    if (!watermark.isBefore(calmSince.plus(limits.quiet()))) {
      over(watermark, "errors are back at their usual rate", out);
    }
  }

  private void over(Instant watermark, String because, Consumer<Finding> out) {
    alarm.resolve(watermark, because, out);
    told = 0;
    calmSince = null;
    begin(Math.floorDiv(watermark.getEpochSecond(), 60L), true);
  }

  /** Only while it fires; learning catches up with the next line. */
  @Override
  public Instant wakeAt() {
    return alarm.isOpen() || sustained.isOpen() ? Instant.MIN : Instant.MAX;
  }

  @Override
  public List<Finding> open() {
    if (!sustained.isOpen()) {
      return alarm.findings();
    }
    return Stream.concat(alarm.findings().stream(), sustained.findings().stream()).toList();
  }

  @Override
  public State state() {
    return new State(
        window.state(),
        rate.state(),
        frequent.state(),
        alarm.finding(),
        sustained.state(),
        minute,
        inMinute,
        isPartial,
        entries,
        entriesBefore,
        told,
        calmSince,
        tuning.overrides());
  }
}
