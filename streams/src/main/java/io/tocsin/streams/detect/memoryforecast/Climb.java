package io.tocsin.streams.detect.memoryforecast;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Replicas;
import io.tocsin.streams.detect.Run;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.memoryforecast.Forecast.Goal;
import io.tocsin.streams.detect.memoryforecast.MemoryForecast.Limits;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one container's run, seen over five minutes, a quarter of an hour and an hour, so
 * that a leak is seen that has just begun after hours of rest, and a slow one too.
 */
final class Climb implements Replicas.Replica<Climb.State> {
  private static final List<Duration> SLOTS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60));

  /** How often it is asked where memory leads. */
  private static final Duration STEP = Duration.ofSeconds(30);

  /** Hysteresis: it is over when the limit is not met for twice as long. */
  private static final int OVER = 2;

  private final Tuning<Limits> tuning;
  private final Alarm alarm;
  private final List<Envelope> envelopes;
  private final Peaks peaks;
  private Run run;
  private Progress progress;

  /**
   * How far the judgement has come.
   *
   * @param begun when the run was first seen
   * @param asked when it was last asked where memory leads
   * @param confirmed how many times in a row the answer was: to the limit
   * @param calmSince since when it was not
   * @param told the time left when it was last told
   */
  record Progress(
      Instant begun,
      Instant asked,
      int confirmed,
      @Nullable Instant calmSince,
      @Nullable Duration told) {
    static Progress from(Instant at) {
      return new Progress(at, at, 0, null, null);
    }
  }

  /** What is kept. */
  record State(
      @Nullable Finding open,
      List<Envelope.State> envelopes,
      Peaks.State peaks,
      Run run,
      Progress progress) {}

  Climb(Watch watch, Tuning<Limits> tuning, String name, @Nullable State kept) {
    this.tuning = tuning;
    alarm = new Alarm(watch, name, kept == null ? null : kept.open());
    envelopes =
        java.util.stream.IntStream.range(0, SLOTS.size())
            .mapToObj(
                i -> new Envelope(SLOTS.get(i), kept == null ? null : kept.envelopes().get(i)))
            .toList();
    peaks = new Peaks(kept == null ? null : kept.peaks());
    run = kept == null ? Run.NONE : kept.run();
    progress = kept == null ? Progress.from(Instant.MIN) : kept.progress();
  }

  @Override
  public void on(ResourceSample sample, Consumer<Finding> out) {
    Limits limits = tuning.of(sample.overrides());
    Instant at = sample.at();
    if (!run.isOf(sample) || at.isBefore(run.last())) {
      begin(at, out);
    }
    run = run.after(sample);
    long kib = sample.memory().workingSet().value() >> 10;
    peaks.add(at, kib);
    if (at.isBefore(progress.begun().plus(limits.warmUp()))) {
      return;
    }
    envelopes.forEach(envelope -> envelope.add(at, kib));
    if (!at.isBefore(progress.asked().plus(STEP))) {
      ask(sample, limits, out);
    }
  }

  /** Another run has memory of its own. */
  private void begin(Instant at, Consumer<Finding> out) {
    alarm.resolve(at, "it was started anew", out);
    envelopes.forEach(Envelope::clear);
    peaks.clear();
    progress = Progress.from(at);
  }

  private void ask(ResourceSample sample, Limits limits, Consumer<Finding> out) {
    Instant at = sample.at();
    Bytes limit = sample.memory().limit();
    double kib = limit == null ? Double.MAX_VALUE : limit.value() / 1024.0;
    boolean high = sample.memory().workingSet().value() / 1024.0 >= limits.leastRatio() * kib;
    Goal goal = new Goal(at, kib, limits.within());
    Forecast forecast = high ? forecast(goal) : null;
    boolean calm = alarm.isOpen() && (!high || forecast(goal.within(OVER)) == null);
    Instant calmSince = !calm ? null : progress.calmSince() == null ? at : progress.calmSince();
    int confirmed = forecast == null ? 0 : progress.confirmed() + 1;
    progress = new Progress(progress.begun(), at, confirmed, calmSince, progress.told());
    if (forecast != null && confirmed >= limits.confirmations() && isNews(forecast)) {
      tell(sample, forecast, limits, out);
    } else if (calmSince != null && !at.isBefore(calmSince.plus(limits.quiet()))) {
      alarm.resolve(at, "it does not grow towards the limit any more", out);
    }
  }

  /** The one of the longest view; a shorter one counts if memory has never been so high. */
  private @Nullable Forecast forecast(Goal goal) {
    for (int i = envelopes.size() - 1; i >= 0; i--) {
      Envelope envelope = envelopes.get(i);
      if (envelope.isFull() && (i == envelopes.size() - 1 || isNewGround(envelope))) {
        Forecast forecast = Forecast.of(envelope, peaks, goal);
        if (forecast != null) {
          return forecast;
        }
      }
    }
    return null;
  }

  /** What memory has done before in this run, and given back, it may do again. */
  private boolean isNewGround(Envelope envelope) {
    double[] lows = envelope.lows();
    return lows[lows.length - 1] > peaks.before(envelope.begin());
  }

  private boolean isNews(Forecast forecast) {
    Duration told = progress.told();
    return !alarm.isOpen() || told == null || forecast.left().multipliedBy(2).compareTo(told) <= 0;
  }

  private void tell(
      ResourceSample sample, Forecast forecast, Limits limits, Consumer<Finding> out) {
    alarm.fire(sample.at(), Telling.of(sample, forecast, limits), out);
    progress =
        new Progress(
            progress.begun(), progress.asked(), progress.confirmed(), null, forecast.left());
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
        alarm.finding(),
        envelopes.stream().map(Envelope::state).toList(),
        peaks.state(),
        run,
        progress);
  }
}
