package io.tocsin.streams.detect.cputhrottling;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Replicas;
import io.tocsin.streams.detect.Run;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.cputhrottling.CpuThrottling.Limits;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one container has had of its processor quota. */
final class Quota implements Replicas.Replica<Quota.State> {
  /** Counters are compared over so long; a burst of a few seconds weighs little in it. */
  private static final Duration SPAN = Duration.ofSeconds(30);

  private static final Duration STEP = Duration.ofSeconds(5);

  /** A fifth of the periods of 100 ms in the span: who works less is not held up by his quota. */
  private static final long LEAST_PERIODS = 60;

  private final Terms terms;
  private final Alarm alarm;
  private final Deque<Reading> readings;
  private Run run;
  private @Nullable Instant since;
  private @Nullable Instant belowSince;

  /** The counters at a moment. */
  record Reading(Instant at, ResourceSample.Cpu cpu) {}

  /** What is kept. */
  record State(
      @Nullable Finding open,
      List<Reading> readings,
      Run run,
      @Nullable Instant since,
      @Nullable Instant belowSince) {}

  /**
   * What it is judged by.
   *
   * @param cpus how many cores each container may use, by its name; as far as that is known
   */
  record Terms(Watch watch, Tuning<Limits> tuning, Map<String, Double> cpus) {}

  Quota(Terms terms, String name, @Nullable State kept) {
    this.terms = terms;
    alarm = new Alarm(terms.watch(), name, kept == null ? null : kept.open());
    readings = new ArrayDeque<>(kept == null ? List.of() : kept.readings());
    run = kept == null ? Run.NONE : kept.run();
    since = kept == null ? null : kept.since();
    belowSince = kept == null ? null : kept.belowSince();
  }

  @Override
  public void on(ResourceSample sample, Consumer<Finding> out) {
    Limits limits = terms.tuning().of(sample.overrides());
    // Counters tell what a hole hid, but not what was before a restart.
    if (!run.isOf(sample) || sample.at().isBefore(run.last())) {
      readings.clear();
      since = null;
    }
    run = run.after(sample);
    if (readings.isEmpty() || !sample.at().isBefore(readings.getLast().at().plus(STEP))) {
      readings.addLast(new Reading(sample.at(), sample.cpu()));
      forget(sample.at().minus(SPAN));
      judge(sample, limits, out);
    }
  }

  /** One reading that is as old as the span is kept: the counters are compared with it. */
  private void forget(Instant before) {
    while (readings.size() > 1 && !second().at().isAfter(before)) {
      readings.removeFirst();
    }
  }

  private Reading second() {
    return readings.stream().skip(1).findFirst().orElseThrow();
  }

  private void judge(ResourceSample sample, Limits limits, Consumer<Finding> out) {
    Spent spent = Spent.between(readings.getFirst(), readings.getLast());
    if (spent.time().compareTo(SPAN) < 0) {
      return;
    }
    Instant at = sample.at();
    if (spent.periods() >= LEAST_PERIODS && spent.ratio() > limits.ratio()) {
      since = since == null ? at : since;
      belowSince = null;
    } else {
      since = null;
      belowSince = belowSince == null ? at : belowSince;
    }
    if (since != null && !at.isBefore(since.plus(limits.sustained())) && !alarm.isOpen()) {
      alarm.fire(at, verdict(sample, spent, since, limits), out);
    } else if (belowSince != null && !at.isBefore(belowSince.plus(limits.quiet()))) {
      alarm.resolve(at, "it is held back in few periods only", out);
    }
  }

  private Verdict verdict(ResourceSample sample, Spent spent, Instant since, Limits limits) {
    String name = sample.container().name();
    Double cpus = terms.cpus().get(name);
    return new Verdict(
        limits.severity(),
        since,
        name,
        new Verdict.Measure(spent.ratio(), limits.ratio(), "of periods", limits.sustained()),
        String.format(
            Locale.ROOT,
            "%s is held back by its processor quota%s in %.0f %% of periods, for %s; it gets %.2f"
                + " cores",
            name,
            cpus == null ? "" : String.format(Locale.ROOT, " of %.2f cores", cpus),
            spent.ratio() * 100,
            Durations.format(limits.sustained()),
            spent.cores()),
        Evidence.of("quota", cpus == null ? "" : cpus)
            .with("cores", Math.round(spent.cores() * 100) / 100.0)
            .with("periods", spent.periods())
            .with("throttledPeriods", spent.throttled())
            .with("waitedSecondsPerSecond", Math.round(spent.waiting() * 100) / 100.0)
            .with("ignoredLabels", limits.problems())
            .build());
  }

  /** What happened between two readings. */
  private record Spent(
      Duration time, long periods, long throttled, long usedNanos, long waitedNanos) {
    static Spent between(Reading from, Reading to) {
      return new Spent(
          Duration.between(from.at(), to.at()),
          to.cpu().periods() - from.cpu().periods(),
          to.cpu().throttledPeriods() - from.cpu().throttledPeriods(),
          to.cpu().usageNanos() - from.cpu().usageNanos(),
          to.cpu().throttledNanos() - from.cpu().throttledNanos());
    }

    double ratio() {
      return periods == 0 ? 0 : (double) throttled / periods;
    }

    double cores() {
      return (double) usedNanos / time.toNanos();
    }

    /** Summed over its threads: two that wait all the time make two. */
    double waiting() {
      return (double) waitedNanos / time.toNanos();
    }
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
    return new State(alarm.finding(), List.copyOf(readings), run, since, belowSince);
  }
}
