package io.tocsin.streams.detect.memoryratio;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Replicas;
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

/** Compares the working set of each container with its limit, where it has one. */
public final class MemoryRatio implements Detector<ResourceSample> {
  public static final DetectorType<ResourceSample, State> TYPE =
      new DetectorType<>(
              "memory-ratio",
              "A container's working set has been close to its memory limit for a while.",
              Input.of(ResourceSample.class, Source.STATS),
              List.of(
                  Parameter.ratio("warning-ratio", 0.70, "The lower level."),
                  Parameter.duration("warning-for", Duration.ofMinutes(5), "For how long."),
                  Parameter.ratio("high-ratio", 0.85, "The higher level, still a warning."),
                  Parameter.duration("high-for", Duration.ofSeconds(30), "For how long."),
                  Parameter.ratio("critical-ratio", 0.95, "The critical level."),
                  Parameter.duration("critical-for", Duration.ofSeconds(5), "For how long."),
                  Parameter.severity("severity", Severity.WARNING, "Of the lower levels."),
                  Parameter.severity(
                      "critical-severity", Severity.CRITICAL, "Of the critical level."),
                  Parameter.duration(
                      "quiet", Duration.ofMinutes(1), "How long below until it is over.")),
              new DetectorType.State<>(State.class, 2),
              MemoryRatio::new)
          .explained(About.EXPLANATION);

  private final Replicas<Usage.State> usages;

  /** What is kept. */
  public record State(Map<String, Usage.State> usages) {}

  MemoryRatio(Watch watch, @Nullable State kept) {
    Tuning<Levels> tuning = new Tuning<>(watch.rule(), Levels::of);
    usages =
        new Replicas<>(
            (name, state) -> new Usage(watch, tuning, name, state),
            kept == null ? null : kept.usages());
  }

  @Override
  public void on(ResourceSample sample, Consumer<Finding> out) {
    if (sample.memory().limit() != null || usages.knows(sample.container().name())) {
      usages.on(sample, out);
    }
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    usages.tick(watermark, out);
  }

  @Override
  public Instant wakeAt() {
    return usages.wakeAt();
  }

  @Override
  public List<Finding> open() {
    return usages.open();
  }

  @Override
  public State state() {
    return new State(usages.state());
  }

  @Override
  public boolean isBlank() {
    return usages.isEmpty();
  }
}
