package io.tocsin.streams.detect.errorspike;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.baseline.NegativeBinomial;
import io.tocsin.streams.detect.baseline.Rate;
import io.tocsin.streams.detect.baseline.Window;
import io.tocsin.streams.detect.surge.Surge;
import io.tocsin.streams.detect.surge.SurgeLimits;
import io.tocsin.streams.logs.Frequent;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Severity;
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
              SurgeLimits.parameters(
                  Parameter.count(
                      "minimum", 10, "How many errors in a minute there must be at least."),
                  Severity.WARNING,
                  "When a lasting flood is the new normal."),
              new DetectorType.State<>(State.class, 4),
              ErrorSpike::new)
          .explained(About.EXPLANATION);

  private static final int TOP_LINES = 5;

  private final Watch watch;
  private final Tuning<SurgeLimits> tuning;
  private final Surge surge;
  private final Frequent frequent;
  private final Sustained sustained;
  private long minute;
  private int inMinute;
  private long minuteEnd;
  private boolean isPartial;
  private int entries;
  private int entriesBefore;
  private int threshold;
  private @Nullable SurgeLimits thresholdOf;
  private int thresholdAt;

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
      @Nullable Map<String, String> overrides) {
    Surge.State surge() {
      return new Surge.State(window, rate, open, told, calmSince);
    }
  }

  ErrorSpike(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), SurgeLimits::of);
    surge = new Surge(watch, "errors", kept == null ? null : kept.surge());
    frequent = new Frequent(kept == null ? null : kept.frequent());
    sustained = new Sustained(watch, kept == null ? null : kept.sustained());
    minute = kept == null ? Long.MIN_VALUE : kept.minute();
    minuteEnd = kept == null ? Long.MIN_VALUE : (minute + 1) * 60;
    inMinute = kept == null ? 0 : kept.inMinute();
    isPartial = kept != null && kept.isPartial();
    entries = kept == null ? 0 : kept.entries();
    entriesBefore = kept == null ? 0 : kept.entriesBefore();
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
    if (surge.count() == 0 && !surge.isOpen()) {
      frequent.clear();
    }
    surge.add(second);
    inMinute++;
    frequent.add(read);
    judge(line, out);
  }

  private void judgeSustained(LogLine line, Consumer<Finding> out) {
    if (!surge.isOpen()) {
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
    boolean learns = !surge.isOpen();
    if (!isPartial) {
      sustained.minute(inMinute, learns);
    }
    sustained.quiet(quietMinutes, learns);
    if (learns && !isPartial) {
      surge.rate().learn(inMinute);
    }
    if (learns) {
      surge.rate().learnQuiet(quietMinutes);
    }
  }

  private int threshold(SurgeLimits limits) {
    if (thresholdOf == null || thresholdAt != magnitude() || !thresholdOf.equals(limits)) {
      threshold = expected().threshold(limits.minimum(), limits.probability());
      thresholdOf = limits;
      thresholdAt = magnitude();
    }
    return threshold;
  }

  private NegativeBinomial expected() {
    return surge.rate().expected(magnitude());
  }

  /** Of the entries in this and the last minute, so that it seldom changes. */
  private int magnitude() {
    return Integer.highestOneBit(entriesBefore + entries);
  }

  private void judge(LogLine line, Consumer<Finding> out) {
    SurgeLimits limits = tuning.of(line.overrides());
    int count = surge.count();
    if (count >= limits.minimum() && count >= threshold(limits) && surge.isNews()) {
      surge.fire(line.at(), verdict(line, limits), out);
    }
  }

  private Verdict verdict(LogLine line, SurgeLimits limits) {
    int count = surge.count();
    NegativeBinomial expected = expected();
    String probability = String.format(Locale.ROOT, "%.1e", expected.tail(count));
    String usual = String.format(Locale.ROOT, "%.1f", expected.mean());
    return new Verdict(
        limits.severity(),
        surge.onset(expected.mean()),
        "",
        surge.measure(threshold(limits)),
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
    if (!surge.isOpen()) {
      return;
    }
    surge.advance(watermark);
    SurgeLimits limits = tuning.current();
    if (surge.isOver(watermark, limits, threshold(limits), out)) {
      begin(Math.floorDiv(watermark.getEpochSecond(), 60L), true);
    }
  }

  /** Only while it fires; learning catches up with the next line. */
  @Override
  public Instant wakeAt() {
    return surge.isOpen() || sustained.isOpen() ? Instant.MIN : Instant.MAX;
  }

  @Override
  public List<Finding> open() {
    if (!sustained.isOpen()) {
      return surge.findings();
    }
    return Stream.concat(surge.findings().stream(), sustained.findings().stream()).toList();
  }

  @Override
  public State state() {
    Surge.State kept = surge.state();
    return new State(
        kept.window(),
        kept.rate(),
        frequent.state(),
        kept.open(),
        sustained.state(),
        minute,
        inMinute,
        isPartial,
        entries,
        entriesBefore,
        kept.told(),
        kept.calmSince(),
        tuning.overrides());
  }
}
