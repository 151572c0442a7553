package io.tocsin.streams.testkit;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes a container's samples, one a second. */
public final class Samples {
  private static final long MIB = 1L << 20;
  private static final int PERIODS_A_SECOND = 10;

  private final List<ResourceSample> samples = new ArrayList<>();
  private Instant now = Events.T0;
  private String id = "c1";
  private String name = "shop-web-1";
  private @Nullable Bytes limit = new Bytes(1_000 * MIB);
  private double ratio = 0.1;
  private long usedNanos;
  private long periods;
  private double throttled;
  private @Nullable Map<String, String> overrides;

  public Samples container(String containerId, String containerName) {
    id = containerId;
    name = containerName;
    return restart();
  }

  /** Counters begin anew, as after a start. */
  public Samples restart() {
    usedNanos = 0;
    periods = 0;
    throttled = 0;
    return this;
  }

  public Samples unlimited() {
    limit = null;
    return this;
  }

  public Samples label(String label, String value) {
    overrides = Map.of(label, value);
    return this;
  }

  public Samples pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Uses so much of its limit for so long. */
  public Samples hold(double ratioOfLimit, Duration time) {
    return follow(second -> ratioOfLimit, time);
  }

  /** Uses of its limit what the function says of each second. */
  public Samples follow(DoubleUnaryOperator ratioOfLimit, Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      ratio = ratioOfLimit.applyAsDouble((double) second);
      write(PERIODS_A_SECOND, 0);
    }
    return this;
  }

  /** Works, and is held back in such a share of the periods, for so long. */
  public Samples throttled(double share, Duration time) {
    return work(PERIODS_A_SECOND, share, time);
  }

  /** The same for one that has work in so many periods of a second only. */
  public Samples work(int periodsASecond, double share, Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      write(periodsASecond, share);
    }
    return this;
  }

  private void write(int periodsNow, double share) {
    usedNanos += 500_000_000;
    periods += periodsNow;
    throttled += periodsNow * share;
    Bytes used = new Bytes(Math.round(Math.min(1, Math.max(0, ratio)) * 1_000 * MIB));
    samples.add(
        new ResourceSample(
            now,
            new Subject("host1", "shop", "web"),
            new ContainerRef(id, name, "web:1"),
            "cgroup",
            new ResourceSample.Memory(used, used, limit),
            new ResourceSample.Cpu(
                usedNanos, periods, Math.round(throttled), Math.round(throttled * 1e7)),
            null,
            null,
            overrides));
    now = now.plusSeconds(1);
  }

  public List<ResourceSample> list() {
    return List.copyOf(samples);
  }
}
