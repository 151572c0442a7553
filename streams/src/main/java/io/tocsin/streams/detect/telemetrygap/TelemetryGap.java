package io.tocsin.streams.detect.telemetrygap;

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
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says that telemetry was lost, so that silence is not taken for health. A missed sample or two
 * hides nothing, and so only samples that were lost from the spool count.
 */
public final class TelemetryGap implements Detector<Gap> {
  public static final DetectorType<Gap, State> TYPE =
      new DetectorType<>(
              "telemetry-gap",
              "Telemetry was lost and cannot be had any more.",
              Input.of(Gap.class, Source.EVENTS, Source.LOGS, Source.STATS),
              List.of(
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.duration(
                      "quiet",
                      Duration.ofMinutes(5),
                      "How long without another gap until it is over.")),
              new DetectorType.State<>(State.class, 1),
              TelemetryGap::new)
          .explained(About.EXPLANATION);

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private Alarm alarm;
  private Instant resolveAt;
  private long lost;

  /** What is kept. */
  public record State(@Nullable Finding open, Instant resolveAt, long lost) {}

  private record Limits(Severity severity, Duration quiet) {
    static Limits of(Settings settings) {
      return new Limits(settings.severity("severity"), settings.duration("quiet"));
    }
  }

  TelemetryGap(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    resolveAt = kept == null ? Instant.MAX : kept.resolveAt();
    lost = kept == null ? 0 : kept.lost();
  }

  @Override
  public void on(Gap gap, Consumer<Finding> out) {
    boolean spool = gap.reason().toLowerCase(Locale.ROOT).contains("spool");
    if (gap.source().equals("stats") && !spool) {
      return;
    }
    Limits limits = tuning.current();
    if (!alarm.isOpen()) {
      alarm = new Alarm(watch, gap.source(), null);
      lost = 0;
    }
    lost += gap.lost();
    resolveAt = gap.at().plus(limits.quiet());
    alarm.fire(gap.at(), verdict(gap, limits), out);
  }

  private Verdict verdict(Gap gap, Limits limits) {
    Duration length = Duration.between(gap.from(), gap.to());
    String whose = gap.subject().isEngine() ? gap.subject().host() : gap.subject().service();
    String count = lost > 0 ? "at least %d records of ".formatted(lost) : "";
    return new Verdict(
        limits.severity(),
        gap.from(),
        "",
        new Verdict.Measure(lost, 0, "records", null),
        "%s%s of %s over %s were lost: %s"
            .formatted(count, gap.source(), whose, Durations.format(length), gap.reason()),
        Evidence.of("source", gap.source())
            .with("from", gap.from())
            .with("to", gap.to())
            .with("reason", gap.reason())
            .build());
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    if (!watermark.isBefore(resolveAt)) {
      alarm.resolve(watermark, "telemetry flows again", out);
      resolveAt = Instant.MAX;
    }
  }

  @Override
  public Instant wakeAt() {
    return resolveAt;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(alarm.finding(), resolveAt, lost);
  }

  @Override
  public boolean isBlank() {
    return !alarm.isOpen();
  }
}
