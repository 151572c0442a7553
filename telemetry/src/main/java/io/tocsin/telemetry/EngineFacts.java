package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a host's engine and all its containers at once ({@code docker.events}, key = the
 * engine's subject), when its collector starts and once an hour.
 *
 * @param at when it was asked for
 * @param version the engine's version; empty where it does not tell
 * @param cpus the host's processors; 0 where the engine does not tell
 * @param memory the host's memory; null where the engine does not tell
 * @param storage what lies on its disk; null where the engine does not tell, or not in time
 * @param containers all watched containers, those that have ended too; at most {@link #MOST_ROWS}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EngineFacts(
    Instant at,
    @JsonUnwrapped Subject subject,
    String version,
    int cpus,
    @Nullable Bytes memory,
    @Nullable Storage storage,
    List<Row> containers)
    implements Telemetry {
  public static final String SCHEMA = "tocsin.engine.v1";

  /** So many containers fit in a Kafka message of the usual size. */
  public static final int MOST_ROWS = 1_000;

  @SuppressWarnings("NullAway") // absent in JSON
  public EngineFacts {
    version = version == null ? "" : version;
    containers = containers == null ? List.of() : List.copyOf(containers);
  }

  /** Things of a kind, and what they take. */
  public record Amount(int count, Bytes size) {}

  /**
   * What could be cleared away.
   *
   * @param buildCache what the builder keeps and no build is using
   * @param exitedContainers the writable layers of containers that have ended
   * @param danglingImages images without a name that no container uses
   * @param orphanVolumes volumes that no container uses
   */
  public record Storage(
      Amount buildCache, Amount exitedContainers, Amount danglingImages, Amount orphanVolumes) {}

  /**
   * A container.
   *
   * @param state as in {@link ContainerFacts#state()}
   * @param endedAt when its last run ended; null if it runs or never ran
   * @param healthCheck whether it has one
   * @param traits its limits, and whether it is a one-off job
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Row(
      @JsonUnwrapped Subject subject,
      String container,
      String state,
      @Nullable Instant endedAt,
      boolean healthCheck,
      ContainerTraits traits,
      List<ContainerFacts.Dependency> dependsOn) {
    @SuppressWarnings("NullAway") // absent in JSON
    public Row {
      traits = traits == null ? ContainerTraits.UNKNOWN : traits;
      dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    }

    /** Its own rule parameters. */
    public Map<String, String> overrides() {
      return traits.overrides();
    }
  }
}
