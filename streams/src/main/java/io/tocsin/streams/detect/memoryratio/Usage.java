package io.tocsin.streams.detect.memoryratio;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.memoryratio.Levels.Level;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The memory of one container. */
final class Usage {
  /** A hole in the samples of this length, or of three intervals, tells nothing of what it hid. */
  private static final Duration HOLE = Duration.ofSeconds(10);

  private static final Duration LONGEST_HOLE = Duration.ofMinutes(1);
  private static final Duration GONE = Duration.ofMinutes(1);
  private static final int SAMPLES = 10;

  private final Alarm alarm;
  private final @Nullable Instant[] since;
  private final Deque<String> samples;
  private String containerId;
  private Instant last;
  private Duration interval;
  private long processorNanos;
  private @Nullable Instant belowSince;
  private int told;

  /**
   * What is kept.
   *
   * @param since for each level, since when the ratio has been so high
   * @param told the highest level that was told, counted from 1
   */
  record State(
      @Nullable Finding open,
      List<@Nullable Instant> since,
      List<String> samples,
      String containerId,
      Instant last,
      Duration interval,
      long processorNanos,
      @Nullable Instant belowSince,
      int told) {}

  Usage(Watch watch, String name, @Nullable State kept) {
    alarm = new Alarm(watch, name, kept == null ? null : kept.open());
    since = kept == null ? new Instant[3] : kept.since().toArray(new Instant[3]);
    samples = new ArrayDeque<>(kept == null ? List.of() : kept.samples());
    containerId = kept == null ? "" : kept.containerId();
    last = kept == null ? Instant.MIN : kept.last();
    interval = kept == null ? Duration.ZERO : kept.interval();
    processorNanos = kept == null ? 0 : kept.processorNanos();
    belowSince = kept == null ? null : kept.belowSince();
    told = kept == null ? 0 : kept.told();
  }

  void on(ResourceSample sample, Levels levels, Consumer<Finding> out) {
    follow(sample);
    Bytes limit = sample.memory().limit();
    double ratio =
        limit == null || limit.value() == 0
            ? 0
            : (double) sample.memory().workingSet().value() / limit.value();
    keep(sample, ratio);
    for (int i = 0; i < since.length; i++) {
      since[i] =
          ratio < levels.levels().get(i).ratio() ? null : since[i] == null ? sample.at() : since[i];
    }
    int reached = highest(sample.at(), levels);
    if (reached > told) {
      told = reached;
      alarm.fire(sample.at(), verdict(sample, ratio, levels), out);
    }
    below(sample.at(), ratio, levels, out);
  }

  /** Another run of the container, or a hole in the samples, starts all clocks anew. */
  private void follow(ResourceSample sample) {
    Instant at = sample.at();
    boolean first = last.equals(Instant.MIN);
    Duration step = first ? Duration.ZERO : Duration.between(last, at);
    boolean sameRun =
        sample.container().id().equals(containerId) && sample.cpu().usageNanos() >= processorNanos;
    if (!sameRun || step.isNegative() || step.compareTo(hole()) > 0) {
      Arrays.fill(since, null);
      samples.clear();
    }
    interval = step.isNegative() ? interval : step;
    containerId = sample.container().id();
    processorNanos = sample.cpu().usageNanos();
    last = at;
  }

  private Duration hole() {
    Duration usual = interval.multipliedBy(3);
    Duration bounded = usual.compareTo(LONGEST_HOLE) > 0 ? LONGEST_HOLE : usual;
    return bounded.compareTo(HOLE) < 0 ? HOLE : bounded;
  }

  private int highest(Instant now, Levels levels) {
    for (int i = since.length - 1; i >= 0; i--) {
      Instant from = since[i];
      if (from != null && !now.isBefore(from.plus(levels.levels().get(i).sustained()))) {
        return i + 1;
      }
    }
    return 0;
  }

  private void below(Instant now, double ratio, Levels levels, Consumer<Finding> out) {
    if (!alarm.isOpen() || ratio >= levels.lowest()) {
      belowSince = null;
      return;
    }
    belowSince = belowSince == null ? now : belowSince;
    if (!now.isBefore(belowSince.plus(levels.quiet()))) {
      over(
          now, "its working set is below %s of the limit".formatted(percent(levels.lowest())), out);
    }
  }

  private void over(Instant now, String because, Consumer<Finding> out) {
    alarm.resolve(now, because, out);
    told = 0;
    belowSince = null;
  }

  private Verdict verdict(ResourceSample sample, double ratio, Levels levels) {
    Level level = levels.levels().get(told - 1);
    Bytes limit = sample.memory().limit();
    Instant onset = since[0] == null ? sample.at() : since[0];
    Severity severity = level.severity();
    return new Verdict(
        severity,
        onset,
        sample.container().name(),
        new Verdict.Measure(ratio, level.ratio(), "of the limit", level.sustained()),
        "%s uses %s of its memory limit (%s of %s), at least %s for %s"
            .formatted(
                sample.container().name(),
                percent(ratio),
                sample.memory().workingSet(),
                limit,
                percent(level.ratio()),
                Durations.format(level.sustained())),
        Evidence.of("limit", String.valueOf(limit))
            .with("workingSet", sample.memory().workingSet().toString())
            .with("samples", samples)
            .with("ignoredLabels", levels.problems())
            .build());
  }

  private void keep(ResourceSample sample, double ratio) {
    if (ratio <= 0) {
      return;
    }
    if (samples.size() == SAMPLES) {
      samples.removeFirst();
    }
    samples.addLast(
        "%s %s %s".formatted(sample.at(), sample.memory().workingSet(), percent(ratio)));
  }

  /** A container without samples has ended, or is not measured any more. */
  void tick(Instant watermark, Consumer<Finding> out) {
    if (isGone(watermark)) {
      over(watermark, "it has ended, or is not measured any more", out);
    }
  }

  boolean isGone(Instant watermark) {
    return !watermark.isBefore(last.plus(GONE));
  }

  Instant wakeAt() {
    return last.plus(GONE);
  }

  List<Finding> open() {
    return alarm.findings();
  }

  State state() {
    return new State(
        alarm.finding(),
        new ArrayList<>(Arrays.asList(since)),
        List.copyOf(samples),
        containerId,
        last,
        interval,
        processorNanos,
        belowSince,
        told);
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
  }
}
