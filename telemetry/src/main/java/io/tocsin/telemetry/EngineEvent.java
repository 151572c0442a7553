package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of the Docker Engine ({@code docker.events}), completed by the collector with what only
 * an inspection right afterwards can tell.
 *
 * @param at the engine's {@code timeNano}
 * @param subject the service, or the engine for events that concern no container
 * @param type {@code container}, {@code image}, {@code network}, {@code volume}, {@code daemon}, …
 * @param action the action alone: {@code die}, {@code start}, {@code oom}, {@code exec_create}, …;
 *     {@code health_status} has its status in {@link #health()}
 * @param container null for events that concern no container
 * @param actor the id or name of what it happened to, where that is no container
 * @param attributes the actor's attributes as the engine gave them, without labels that are not
 *     Compose's
 * @param traits null for events that concern no container
 * @param exit on {@code die}, and on {@code start-failed}: how and why it ended
 * @param health on {@code health_status}
 * @param reconciled true if the event itself was missed and was made up from list and inspect
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EngineEvent(
    Instant at,
    @JsonUnwrapped Subject subject,
    String type,
    String action,
    @Nullable ContainerRef container,
    @Nullable String actor,
    Map<String, String> attributes,
    @Nullable ContainerTraits traits,
    @Nullable Exit exit,
    @Nullable Health health,
    boolean reconciled)
    implements Telemetry {
  public static final String SCHEMA = "tocsin.event.v1";

  /** Attribute, {@code true} on executions that are the container's own health check. */
  public static final String HEALTH_PROBE = "healthProbe";

  /** Attribute of {@code die}: whether the engine will start the container again. */
  public static final String RESTARTING = "restarting";

  /**
   * Attribute of {@code start}: the declared dependencies and how they were, {@code
   * db:service_healthy:starting,cache:service_started:none}; see {@link
   * ContainerFacts.Dependency#healthAtStart()}.
   */
  public static final String DEPENDENCIES = "dependencies";

  /** Attribute, {@code true} on an end that the engine's own restart brought about. */
  public static final String ENGINE_RESTART = "engineRestart";

  @SuppressWarnings("NullAway") // absent in JSON
  public EngineEvent {
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }

  /** The traits, or the engine's defaults where they are not known. */
  public ContainerTraits traitsOrDefault() {
    return traits == null ? ContainerTraits.UNKNOWN : traits;
  }

  /**
   * The end of a container.
   *
   * @param code the exit code
   * @param oomKilled whether the engine says that the kernel killed it for memory
   * @param error the engine's own words, empty where it has none
   * @param logs the last lines it wrote, oldest first, redacted; at most 20
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Exit(int code, boolean oomKilled, String error, List<String> logs) {
    @SuppressWarnings("NullAway") // absent in JSON
    public Exit {
      error = error == null ? "" : error;
      logs = logs == null ? List.of() : List.copyOf(logs);
    }
  }

  /**
   * The state of a health check.
   *
   * @param status {@code healthy}, {@code unhealthy} or {@code starting}
   * @param failingStreak how many probes failed in a row, 0 where unknown
   * @param output what the last probe printed, redacted, at most 2,048 characters
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Health(String status, int failingStreak, String output) {
    @SuppressWarnings("NullAway") // absent in JSON
    public Health {
      output = output == null ? "" : output;
    }
  }
}
