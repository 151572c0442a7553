package io.tocsin.streams.detect.cputhrottling;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Replicas;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.telemetry.ContainerFacts;
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

/**
 * Watches how often the kernel held a container back because it had used up its processor quota.
 */
public final class CpuThrottling implements Detector<ResourceSample> {
  public static final DetectorType<ResourceSample, State> TYPE =
      new DetectorType<>(
              "cpu-throttling",
              "The kernel has held a container back for its processor quota for a while.",
              Input.of(ResourceSample.class, Source.STATS),
              List.of(
                  Parameter.ratio(
                      "ratio", 0.25, "Throttled periods to all periods, over half a minute."),
                  Parameter.duration("for", Duration.ofMinutes(5), "For how long."),
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.duration(
                      "quiet", Duration.ofMinutes(2), "How long below until it is over.")),
              new DetectorType.State<>(State.class, 1),
              CpuThrottling::new)
          .explained(About.EXPLANATION);

  private static final int CONTAINERS = 256;

  private final Replicas<Quota.State> quotas;
  private final Recent<String, Double> cpus;

  /**
   * What is kept.
   *
   * @param cpus how many cores each container may use
   */
  public record State(Map<String, Quota.State> quotas, @Nullable Map<String, Double> cpus) {}

  record Limits(
      double ratio, Duration sustained, Severity severity, Duration quiet, List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.ratio("ratio"),
          settings.duration("for"),
          settings.severity("severity"),
          settings.duration("quiet"),
          settings.problems());
    }
  }

  CpuThrottling(Watch watch, @Nullable State kept) {
    Tuning<Limits> tuning = new Tuning<>(watch.rule(), Limits::of);
    cpus = new Recent<>(CONTAINERS, kept == null ? null : kept.cpus());
    Quota.Terms terms = new Quota.Terms(watch, tuning, cpus);
    quotas =
        new Replicas<>(
            (name, state) -> new Quota(terms, name, state), kept == null ? null : kept.quotas());
  }

  @Override
  public void facts(ContainerFacts facts, Consumer<Finding> out) {
    Double quota = facts.limits().cpus();
    if (quota == null) {
      cpus.remove(facts.container().name());
    } else {
      cpus.renew(facts.container().name(), quota);
    }
  }

  /** Without a quota no period is ever counted, and nothing need be kept. */
  @Override
  public void on(ResourceSample sample, Consumer<Finding> out) {
    if (sample.cpu().periods() > 0 || quotas.knows(sample.container().name())) {
      quotas.on(sample, out);
    }
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    quotas.tick(watermark, out);
  }

  @Override
  public Instant wakeAt() {
    return quotas.wakeAt();
  }

  @Override
  public List<Finding> open() {
    return quotas.open();
  }

  @Override
  public State state() {
    return new State(quotas.state(), new LinkedHashMap<>(cpus));
  }

  @Override
  public boolean isBlank() {
    return quotas.isEmpty();
  }
}
