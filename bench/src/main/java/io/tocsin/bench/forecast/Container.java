package io.tocsin.bench.forecast;

import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.detect.memoryforecast.MemoryForecast;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A made-up container under the detector. */
final class Container {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Subject SUBJECT = new Subject("host", "bench", "web");
  private static final ContainerRef CONTAINER = new ContainerRef("c1", "bench-web-1", "web:1");
  private static final double LIMIT = 1L << 30;
  private static final ResourceSample.Cpu CPU = new ResourceSample.Cpu(0, 0, 0, 0);

  private final List<Finding> findings = new ArrayList<>();
  private final Detector<ResourceSample> detector =
      MemoryForecast.TYPE.create(new Watch(Rule.standard(MemoryForecast.TYPE), SUBJECT));

  /** Lives for so many seconds, or until its memory meets the limit; says for how long it did. */
  double live(DoubleUnaryOperator memory, double seconds) {
    double second = 0;
    while (second < seconds) {
      double ratio = memory.applyAsDouble(second);
      if (ratio >= 1) {
        return second;
      }
      detector.on(sample(second, ratio), findings::add);
      second += Walk.STEP;
    }
    return second;
  }

  private static ResourceSample sample(double second, double ratio) {
    Bytes used = new Bytes((long) (LIMIT * Math.max(0.01, ratio)));
    return new ResourceSample(
        BEGIN.plusMillis((long) (second * 1_000)),
        SUBJECT,
        CONTAINER,
        "cgroup",
        new ResourceSample.Memory(used, used, new Bytes((long) LIMIT)),
        CPU,
        null,
        null,
        null);
  }

  /** The alarms, each as it first rang. */
  List<Finding> alarms() {
    List<Finding> first = new ArrayList<>();
    for (Finding finding : findings) {
      if (first.stream().noneMatch(other -> other.id().equals(finding.id()))) {
        first.add(finding);
      }
    }
    return first;
  }

  /** Seconds from the beginning to a time. */
  static double second(Instant at) {
    return (at.toEpochMilli() - BEGIN.toEpochMilli()) / 1_000.0;
  }
}
