package io.tocsin.streams.detect.memoryratio;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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
              Parameter.severity("critical-severity", Severity.CRITICAL, "Of the critical level."),
              Parameter.duration(
                  "quiet", Duration.ofMinutes(1), "How long below until it is over.")),
          new DetectorType.State<>(State.class, 1),
          MemoryRatio::new);

  private static final int CONTAINERS = 64;

  private final Watch watch;
  private final Tuning<Levels> tuning;
  private final Recent<String, Usage> usages;

  /** What is kept. */
  public record State(Map<String, Usage.State> usages) {}

  MemoryRatio(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Levels::of);
    usages = new Recent<>(CONTAINERS);
    if (kept != null) {
      kept.usages().forEach((name, state) -> usages.put(name, new Usage(watch, name, state)));
    }
  }

  @Override
  public void on(ResourceSample sample, Consumer<Finding> out) {
    String name = sample.container().name();
    Usage usage = usages.get(name);
    if (sample.memory().limit() == null && usage == null) {
      return;
    }
    if (usage == null) {
      usage = new Usage(watch, name, null);
      usages.put(name, usage);
    }
    usage.on(sample, tuning.of(sample.overrides()), out);
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    usages.values().forEach(usage -> usage.tick(watermark, out));
    usages.values().removeIf(usage -> usage.isGone(watermark));
  }

  @Override
  public Instant wakeAt() {
    Instant earliest = Instant.MAX;
    for (Usage usage : usages.values()) {
      Instant wake = usage.wakeAt();
      earliest = wake.isBefore(earliest) ? wake : earliest;
    }
    return earliest;
  }

  @Override
  public List<Finding> open() {
    return usages.values().stream().flatMap(usage -> usage.open().stream()).toList();
  }

  @Override
  public State state() {
    Map<String, Usage.State> states = new LinkedHashMap<>();
    usages.forEach((name, usage) -> states.put(name, usage.state()));
    return new State(states);
  }

  @Override
  public boolean isBlank() {
    return usages.isEmpty();
  }
}
