package io.tocsin.collector.samples;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ResourceSample;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the engine's own samples. Counters can exceed a long: they are cut there. */
final class ApiUsage {
  private ApiUsage() {}

  /** Empty for the answer of a container that is not running: it has no time. */
  static Optional<Usage> read(JsonNode json) {
    boolean missing = json.path("read").asText("0001-").startsWith("0001-");
    JsonNode memory = json.path("memory_stats");
    if (missing || !memory.has("usage")) {
      return Optional.empty();
    }
    long usage = number(memory.path("usage"));
    return Optional.of(
        new Usage(
            usage,
            workingSet(usage, memory.path("stats")),
            cpu(json.path("cpu_stats")),
            pids(json.path("pids_stats")),
            network(json.path("networks"))));
  }

  /** v1 has both fields, so {@code total_} goes first; Podman has no fields at all. */
  private static long workingSet(long usage, JsonNode stats) {
    JsonNode field =
        stats.has("total_inactive_file")
            ? stats.path("total_inactive_file")
            : stats.path("inactive_file");
    long inactive = number(field);
    return inactive < usage ? usage - inactive : usage;
  }

  private static ResourceSample.Cpu cpu(JsonNode stats) {
    JsonNode throttling = stats.path("throttling_data");
    return new ResourceSample.Cpu(
        number(stats.at("/cpu_usage/total_usage")),
        number(throttling.path("periods")),
        number(throttling.path("throttled_periods")),
        number(throttling.path("throttled_time")));
  }

  private static ResourceSample.@Nullable Pids pids(JsonNode stats) {
    return stats.has("current")
        ? Cgroup.pids(
            number(stats.path("current")), stats.has("limit") ? number(stats.path("limit")) : -1)
        : null;
  }

  private static ResourceSample.@Nullable Network network(JsonNode networks) {
    if (!networks.isObject()) {
      return null;
    }
    long received = 0;
    long sent = 0;
    for (JsonNode one : networks) {
      received += number(one.path("rx_bytes"));
      sent += number(one.path("tx_bytes"));
    }
    return new ResourceSample.Network(new Bytes(received), new Bytes(sent));
  }

  private static long number(JsonNode node) {
    if (node.isBigInteger()) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, node.asLong());
  }
}
