package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container used at a moment ({@code docker.stats}). Counters grow from the container's
 * start; rates are for the reader to compute.
 *
 * @param source where it was read: {@code cgroup} or {@code api}
 * @param network null where it could not be read
 * @param overrides the container's own rule parameters (see {@link ContainerTraits}); null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceSample(
    Instant at,
    @JsonUnwrapped Subject subject,
    ContainerRef container,
    String source,
    Memory memory,
    Cpu cpu,
    @Nullable Pids pids,
    @Nullable Network network,
    @Nullable Map<String, String> overrides)
    implements Telemetry {
  public static final String SCHEMA = "tocsin.sample.v1";

  /**
   * Memory, in bytes.
   *
   * @param workingSet usage without inactive page cache, as {@code docker stats} shows it
   * @param usage all that the cgroup is charged for
   * @param limit the container's limit; null where it has none (the host's memory is no limit)
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Memory(Bytes workingSet, Bytes usage, @Nullable Bytes limit) {}

  /**
   * Processor time. CPU use in cores is the difference of {@code usageNanos} over the difference of
   * time.
   *
   * @param usageNanos processor time used, summed over the cores
   * @param periods enforcement periods that have elapsed, 0 without a quota
   * @param throttledPeriods periods in which the quota was used up
   * @param throttledNanos time for which it was held back
   */
  public record Cpu(long usageNanos, long periods, long throttledPeriods, long throttledNanos) {}

  /** Processes and threads; {@code limit} is null where there is none. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pids(long current, @Nullable Long limit) {}

  /** Bytes received and sent over all interfaces but the loopback, since the start. */
  public record Network(Bytes received, Bytes sent) {}
}
