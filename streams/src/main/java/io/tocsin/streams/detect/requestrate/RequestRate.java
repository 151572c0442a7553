package io.tocsin.streams.detect.requestrate;

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
import io.tocsin.streams.logs.Access;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Severity;
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
              SurgeLimits.parameters(
                  Parameter.count(
                      "minimum", 120, "How many requests in a minute there must be at least."),
                  Severity.INFO,
                  "When what lasts is the new normal."),
              new DetectorType.State<>(State.class, 1),
              RequestRate::new)
          .explained(About.EXPLANATION);

  /** Before so many minutes, by their weight, nobody knows what is usual: after ten. */
  private static final double LEARNED = 8;

  /** A crowd that is merely improbable explains nothing. */
  private static final double LEAST_FACTOR = 3;

  private final Watch watch;
  private final Tuning<SurgeLimits> tuning;
  private final Surge surge;
  private long minute;
  private int inMinute;
  private int threshold;
  private @Nullable SurgeLimits thresholdOf;

  /** What is kept; {@code minute} is the one under way, with so many requests so far. */
  public record State(
      Window.State window,
      Rate.State rate,
      @Nullable Finding open,
      long minute,
      int inMinute,
      int told,
      @Nullable Instant calmSince,
      @Nullable Map<String, String> overrides) {
    Surge.State surge() {
      return new Surge.State(window, rate, open, told, calmSince);
    }
  }

  RequestRate(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), SurgeLimits::of);
    surge = new Surge(watch, "requests", kept == null ? null : kept.surge());
    minute = kept == null ? Long.MIN_VALUE : kept.minute();
    if (kept != null) {
      inMinute = kept.inMinute();
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
    surge.add(second);
    inMinute++;
    judge(line, out);
  }

  /** Learns the minutes that are over; the first one was not seen from its beginning. */
  private void turn(long to) {
    if (to <= minute) {
      return;
    }
    if (minute != Long.MIN_VALUE && !surge.isOpen()) {
      surge.rate().learn(inMinute);
      surge.rate().learnQuiet(to - minute - 1);
      thresholdOf = null;
    }
    minute = to;
    inMinute = 0;
  }

  private void judge(LogLine line, Consumer<Finding> out) {
    SurgeLimits limits = tuning.of(line.overrides());
    boolean isKnown = surge.rate().learned() >= LEARNED;
    if (isKnown && surge.count() >= threshold(limits) && surge.isNews()) {
      surge.fire(line.at(), verdict(line, limits), out);
    }
  }

  private int threshold(SurgeLimits limits) {
    if (thresholdOf == null || !thresholdOf.equals(limits)) {
      NegativeBinomial expected = surge.rate().expected(0);
      int least = Math.max(limits.minimum(), (int) Math.ceil(LEAST_FACTOR * expected.mean()));
      threshold = expected.threshold(least, limits.probability());
      thresholdOf = limits;
    }
    return threshold;
  }

  private Verdict verdict(LogLine line, SurgeLimits limits) {
    int count = surge.count();
    NegativeBinomial expected = surge.rate().expected(0);
    String usual = String.format(Locale.ROOT, "%.1f", expected.mean());
    return new Verdict(
        limits.severity(),
        surge.onset(expected.mean()),
        "",
        surge.measure(threshold(limits)),
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
    if (!surge.isOpen()) {
      return;
    }
    surge.advance(watermark);
    SurgeLimits limits = tuning.current();
    if (surge.isOver(watermark, limits, threshold(limits), out)) {
      thresholdOf = null;
      inMinute = 0;
      minute = Math.floorDiv(watermark.getEpochSecond(), 60L);
    }
  }

  /** Only while it fires; learning catches up with the next request. */
  @Override
  public Instant wakeAt() {
    return surge.isOpen() ? Instant.MIN : Instant.MAX;
  }

  @Override
  public List<Finding> open() {
    return surge.findings();
  }

  @Override
  public boolean isBlank() {
    return minute == Long.MIN_VALUE;
  }

  @Override
  public State state() {
    Surge.State kept = surge.state();
    return new State(
        kept.window(),
        kept.rate(),
        kept.open(),
        minute,
        inMinute,
        kept.told(),
        kept.calmSince(),
        tuning.overrides());
  }
}
