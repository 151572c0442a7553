package io.tocsin.streams.detect.deprecation;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.logs.Frequent;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts a service's deprecation warnings by template and gives a digest: soon after a kind of
 * warning is first met, so that what a start says is told together, and then once a day. It is over
 * after a day without any.
 */
public final class Deprecation implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "deprecation",
              "A service's platform or libraries warn of what they will not support any more.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.duration("period", Duration.ofDays(1), "Between two digests."),
                  Parameter.duration(
                      "gather",
                      Duration.ofMinutes(1),
                      "How long after a warning of a new kind its digest is given."),
                  Parameter.severity("severity", Severity.INFO, "Of the finding.")),
              new DetectorType.State<>(State.class, 1),
              Deprecation::new)
          .explained(About.EXPLANATION);

  private static final int MOST_TOLD = 200;
  private static final int TOP = 20;

  private final Tuning<Limits> tuning;
  private final Frequent frequent;
  private final Recent<String, Boolean> told;
  private final Alarm alarm;
  private @Nullable Instant begun;
  private @Nullable Instant digest;
  private int count;

  /** What is kept. */
  public record State(
      Frequent.State frequent,
      Map<String, Boolean> told,
      @Nullable Finding open,
      @Nullable Instant begun,
      @Nullable Instant digest,
      int count,
      @Nullable Map<String, String> overrides) {}

  private record Limits(
      Duration period, Duration gather, Severity severity, List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.duration("period"),
          settings.duration("gather"),
          settings.severity("severity"),
          settings.problems());
    }
  }

  Deprecation(Watch watch, @Nullable State kept) {
    tuning = new Tuning<>(watch.rule(), Limits::of);
    frequent = new Frequent(kept == null ? null : kept.frequent());
    told = new Recent<>(MOST_TOLD, kept == null ? null : kept.told());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    if (kept != null) {
      begun = kept.begun();
      digest = kept.digest();
      count = kept.count();
      tuning.of(kept.overrides());
    }
  }

  @Override
  public void on(ReadLine read, Consumer<Finding> out) {
    if (!Notice.isIn(read)) {
      return;
    }
    Limits limits = tuning.of(read.line().overrides());
    begun = begun == null ? read.at() : begun;
    count++;
    frequent.add(read);
    if (told.put(read.template().id(), true) == null && digest == null) {
      digest = read.at().plus(limits.gather());
    }
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    Instant since = begun;
    if (since == null) {
      return;
    }
    if (!watermark.isBefore(since.plus(tuning.current().period()))) {
      dayIsOver(since, watermark, out);
    } else if (digest != null && !watermark.isBefore(digest)) {
      fire(since, watermark, out);
    }
  }

  private void dayIsOver(Instant since, Instant watermark, Consumer<Finding> out) {
    if (count == 0) {
      alarm.resolve(watermark, "none came for a whole period", out);
      begun = null;
      digest = null;
      return;
    }
    fire(since, watermark, out);
    frequent.clear();
    count = 0;
    begun = watermark;
  }

  private void fire(Instant since, Instant watermark, Consumer<Finding> out) {
    digest = null;
    Limits limits = tuning.current();
    String kinds = frequent.size() == 1 ? "" : " of %d kinds".formatted(frequent.size());
    alarm.fire(
        watermark,
        new Verdict(
            limits.severity(),
            since,
            "",
            new Verdict.Measure(count, 1, "warnings", limits.period()),
            String.format(Locale.ROOT, "%,d deprecation warnings%s", count, kinds),
            new Evidence()
                .with("templates", frequent.top(TOP))
                .with("ignoredLabels", limits.problems())
                .build()),
        out);
  }

  @Override
  public Instant wakeAt() {
    if (begun == null) {
      return Instant.MAX;
    }
    Instant end = begun.plus(tuning.current().period());
    return digest != null && digest.isBefore(end) ? digest : end;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(
        frequent.state(),
        new LinkedHashMap<>(told),
        alarm.finding(),
        begun,
        digest,
        count,
        tuning.overrides());
  }

  @Override
  public boolean isBlank() {
    return begun == null && told.isEmpty();
  }
}
