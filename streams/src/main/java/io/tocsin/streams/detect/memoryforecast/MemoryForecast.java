package io.tocsin.streams.detect.memoryforecast;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Replicas;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks where the memory of each container leads, where it has a limit.
 *
 * <p>What rises is the lower envelope: what a garbage collector gives back does not count. It must
 * rise for sure, must not be slowing down as a cache does that fills, and must, but for the longest
 * view, be on ground where memory has not been in this run.
 */
public final class MemoryForecast implements Detector<ResourceSample> {
  public static final DetectorType<ResourceSample, State> TYPE =
      new DetectorType<ResourceSample, State>(
              "memory-forecast",
              "A container's memory grows steadily and will meet its limit soon.",
              Input.of(ResourceSample.class, Source.STATS),
              List.of(
                  Parameter.duration(
                      "within", Duration.ofMinutes(15), "How soon the limit is met."),
                  Parameter.ratio(
                      "least-ratio", 0.6, "What fills less of its limit is left to fill up."),
                  Parameter.duration(
                      "warm-up",
                      Duration.ofMinutes(3),
                      "How long after a start nothing is judged."),
                  Parameter.count(
                      "confirmations", 3, "How many times in a row, half a minute apart."),
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.duration(
                      "quiet", Duration.ofMinutes(5), "How long without growth until it is over.")),
              new DetectorType.State<>(State.class, 1),
              MemoryForecast::new)
          .explained(About.EXPLANATION);

  private final Replicas<Climb.State> climbs;

  /** What is kept. */
  public record State(Map<String, Climb.State> climbs) {}

  record Limits(
      Duration within,
      double leastRatio,
      Duration warmUp,
      int confirmations,
      Severity severity,
      Duration quiet,
      List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.duration("within"),
          settings.ratio("least-ratio"),
          settings.duration("warm-up"),
          settings.count("confirmations"),
          settings.severity("severity"),
          settings.duration("quiet"),
          settings.problems());
    }
  }

  MemoryForecast(Watch watch, @Nullable State kept) {
    Tuning<Limits> tuning = new Tuning<>(watch.rule(), Limits::of);
    climbs =
        new Replicas<>(
            (name, state) -> new Climb(watch, tuning, name, state),
            kept == null ? null : kept.climbs());
  }

  @Override
  public void on(ResourceSample sample, Consumer<Finding> out) {
    if (sample.memory().limit() != null || climbs.knows(sample.container().name())) {
      climbs.on(sample, out);
    }
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    climbs.tick(watermark, out);
  }

  @Override
  public Instant wakeAt() {
    return climbs.wakeAt();
  }

  @Override
  public List<Finding> open() {
    return climbs.open();
  }

  @Override
  public State state() {
    return new State(climbs.state());
  }

  @Override
  public boolean isBlank() {
    return climbs.isEmpty();
  }
}
