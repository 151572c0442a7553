package io.tocsin.streams.detect.apistorm;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the state-changing calls to a host's engine.
 *
 * <p>Sustained means three things at once: enough calls in the window, calls in most of its
 * seconds, and calls that have gone on for longer than the window. By the second, a burst (forty
 * {@code rm -f} in three seconds) is not a storm: each force removal has a finding of its own, and
 * they are one incident. By the third, neither is a stack of twenty services that is brought up or
 * taken down within ten seconds, however many calls that takes.
 *
 * <p>Judged are whole seconds that all of the host's partitions have promised to be complete, so
 * that the order in which partitions are read changes nothing.
 */
public final class ApiStorm implements Detector<EngineEvent> {
  public static final DetectorType<EngineEvent, State> TYPE =
      new DetectorType<>(
              "api-storm",
              "State-changing calls to the engine come faster than people make them, and go on.",
              Input.of(EngineEvent.class, Source.HOST_EVENTS),
              List.of(
                  Parameter.duration("window", Duration.ofSeconds(10), "The sliding window."),
                  Parameter.count("calls", 20, "How many calls in the window are too many."),
                  Parameter.count("critical-calls", 50, "How many are a critical storm."),
                  Parameter.severity("severity", Severity.WARNING, "Of a storm."),
                  Parameter.severity("critical-severity", Severity.CRITICAL, "Of a critical one."),
                  Parameter.duration(
                      "quiet", Duration.ofSeconds(30), "How long calm until it is over.")),
              new DetectorType.State<>(State.class, 1),
              ApiStorm::new)
          .explained(About.EXPLANATION);

  /** The share of the window's seconds in which there must have been a call. */
  private static final double SPREAD = 0.8;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Calls calls;
  private final CallReader reader;
  private final Alarm alarm;
  private long judged;
  private long lastFast;
  private int told;

  /** What is kept. */
  public record State(
      Calls.State calls,
      CallReader.State reader,
      @Nullable Finding open,
      long judged,
      long lastFast,
      int told) {}

  private record Limits(
      int seconds,
      int calls,
      int criticalCalls,
      Severity severity,
      Severity critical,
      Duration quiet) {
    static Limits of(Settings settings) {
      return new Limits(
          (int) Math.min(60, Math.max(2, settings.duration("window").toSeconds())),
          settings.count("calls"),
          settings.count("critical-calls"),
          settings.severity("severity"),
          settings.severity("critical-severity"),
          settings.duration("quiet"));
    }
  }

  ApiStorm(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    calls = new Calls(kept == null ? null : kept.calls());
    reader = new CallReader(calls, kept == null ? null : kept.reader());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    judged = kept == null ? Long.MIN_VALUE : kept.judged();
    lastFast = kept == null ? 0 : kept.lastFast();
    told = kept == null ? 0 : kept.told();
  }

  @Override
  public void on(EngineEvent event, Consumer<Finding> out) {
    if (!event.reconciled()) {
      reader.on(event);
    }
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    long complete = watermark.getEpochSecond() - 1;
    Limits limits = tuning.current();
    long first = Math.max(judged + 1, Math.max(calls.first(), complete - 2L * limits.seconds()));
    for (long second = first; second <= complete; second++) {
      judge(second, limits, out);
    }
    judged = Math.max(judged, complete);
    calls.forgetBefore(complete - 120);
  }

  private void judge(long second, Limits limits, Consumer<Finding> out) {
    Instant at = Instant.ofEpochSecond(second + 1);
    long from = second - limits.seconds() + 1;
    int count = calls.count(from, second);
    boolean spread = calls.busySeconds(from, second) >= SPREAD * limits.seconds();
    boolean fast = count >= limits.calls() && spread && calls.runLength(second) >= limits.seconds();
    if (fast) {
      lastFast = second;
      tell(at, count, limits, out);
    } else if (alarm.isOpen() && second - lastFast >= limits.quiet().toSeconds()) {
      alarm.resolve(at, "calls have become few", out);
      told = 0;
    }
  }

  private void tell(Instant at, int count, Limits limits, Consumer<Finding> out) {
    boolean critical = count >= limits.criticalCalls();
    boolean worse = critical && told < limits.criticalCalls();
    if (!alarm.isOpen() || worse || count >= 2 * told) {
      told = Math.max(count, told);
      alarm.fire(at, verdict(at, count, critical, limits), out);
    }
  }

  private Verdict verdict(Instant at, int count, boolean critical, Limits limits) {
    long second = at.getEpochSecond() - 1;
    long begin = calls.runStart(second);
    Tally tally = calls.tally(second - 59, second);
    Duration window = Duration.ofSeconds(limits.seconds());
    return new Verdict(
        critical ? limits.critical() : limits.severity(),
        Instant.ofEpochSecond(begin),
        "",
        new Verdict.Measure(
            count, critical ? limits.criticalCalls() : limits.calls(), "calls", window),
        String.format(
            Locale.ROOT,
            "%d state-changing calls to the engine of %s in %s (%.1f a second), most of them %s",
            count,
            watch.subject().host(),
            Durations.format(window),
            count / (double) limits.seconds(),
            tally.first()),
        Evidence.of("actions", tally.actions()).with("services", tally.services()).build());
  }

  @Override
  public Instant wakeAt() {
    return calls.isEmpty() && !alarm.isOpen() ? Instant.MAX : Instant.MIN;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(calls.state(), reader.state(), alarm.finding(), judged, lastFast, told);
  }
}
