package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a container from its inspection ({@code docker.containers}, compacted, key =
 * subject and container id; a tombstone when it was destroyed). Environment values are never here,
 * only the names.
 *
 * @param at when it was inspected
 * @param imageId the image's digest
 * @param state {@code created}, {@code running}, {@code restarting}, {@code exited}, {@code
 *     paused}, {@code dead}
 * @param startedAt null if it never started
 * @param labels its labels, values redacted
 * @param limits what it may use
 * @param healthCheck null where the image and the container have none
 * @param dependsOn the services it declares to depend on
 * @param command entry point and arguments, redacted
 * @param environmentNames the names of its environment variables, sorted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContainerFacts(
    Instant at,
    @JsonUnwrapped Subject subject,
    ContainerRef container,
    String imageId,
    String state,
    Instant createdAt,
    @Nullable Instant startedAt,
    ContainerTraits traits,
    Limits limits,
    @Nullable HealthCheck healthCheck,
    List<Dependency> dependsOn,
    Map<String, String> labels,
    List<String> networks,
    List<String> command,
    List<String> environmentNames)
    implements Telemetry {
  public static final String SCHEMA = "tocsin.container.v1";

  @SuppressWarnings("NullAway") // absent in JSON
  public ContainerFacts {
    limits = limits == null ? new Limits(null, null, null) : limits;
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    networks = networks == null ? List.of() : List.copyOf(networks);
    command = command == null ? List.of() : List.copyOf(command);
    environmentNames = environmentNames == null ? List.of() : List.copyOf(environmentNames);
  }

  /** Limits; null where there is none. {@code cpus} in cores. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limits(@Nullable Bytes memory, @Nullable Double cpus, @Nullable Long pids) {}

  /** A health check's settings. */
  public record HealthCheck(
      Duration interval, Duration timeout, Duration startPeriod, int retries) {}

  /**
   * A declared dependency.
   *
   * @param service the service depended on, in the same stack
   * @param condition Compose's words: {@code service_started}, {@code service_healthy}, {@code
   *     service_completed_successfully}
   */
  public record Dependency(String service, String condition) {}
}
