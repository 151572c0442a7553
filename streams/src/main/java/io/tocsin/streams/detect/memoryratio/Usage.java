package io.tocsin.streams.detect.memoryratio;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Replicas;
import io.tocsin.streams.detect.Run;
import io.tocsin.streams.detect.Tuning;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The memory of one container. */
final class Usage implements Replicas.Replica<Usage.State> {
  private static final int SAMPLES = 10;
  private static final double MARGIN = 0.05;
  private static final int SWINGING = 10;

  private final Tuning<Levels> tuning;
  private final Alarm alarm;
  private final @Nullable Instant[] since;
  private final Deque<Supplier<String>> samples = new ArrayDeque<>();
  private Run run;
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
      Run run,
      @Nullable Instant belowSince,
      int told) {}

  Usage(Watch watch, Tuning<Levels> tuning, String name, @Nullable State kept) {
    this.tuning = tuning;
    alarm = new Alarm(watch, name, kept == null ? null : kept.open());
    since = kept == null ? new Instant[3] : kept.since().toArray(new Instant[3]);
    if (kept != null) {
      kept.samples().forEach(sample -> samples.add(() -> sample));
    }
    run = kept == null ? Run.NONE : kept.run();
    belowSince = kept == null ? null : kept.belowSince();
    told = kept == null ? 0 : kept.told();
  }

  @Override
  public void on(ResourceSample sample, Consumer<Finding> out) {
    Levels levels = tuning.of(sample.overrides());
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
    if (!run.goesOnWith(sample)) {
      Arrays.fill(since, null);
      samples.clear();
    }
    run = run.after(sample);
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
    if (!now.isBefore(belowSince.plus(patience(ratio, levels)))) {
      String because =
          "its working set is below %s of the limit".formatted(percent(levels.lowest()));
      alarm.resolve(now, because, out);
      told = 0;
      belowSince = null;
    }
  }

  /** Just below the level may be above it again: what swings about it must not ring each time. */
  private static Duration patience(double ratio, Levels levels) {
    boolean well = ratio < levels.lowest() - MARGIN;
    return well ? levels.quiet() : levels.quiet().multipliedBy(SWINGING);
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
            .with("samples", samples())
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
    // Put into words only when somebody asks: samples come by the second.
    samples.addLast(
        () -> "%s %s %s".formatted(sample.at(), sample.memory().workingSet(), percent(ratio)));
  }

  private List<String> samples() {
    return samples.stream().map(Supplier::get).toList();
  }

  @Override
  public Instant last() {
    return run.last();
  }

  @Override
  public Alarm alarm() {
    return alarm;
  }

  @Override
  public State state() {
    return new State(
        alarm.finding(), new ArrayList<>(Arrays.asList(since)), samples(), run, belowSince, told);
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
  }
}
