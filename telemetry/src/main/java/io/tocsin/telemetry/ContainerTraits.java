package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a detector of events must know of a container to judge one event, carried in the event
 * itself, so that no decision hangs on the order in which two topics are read.
 *
 * @param restartPolicy the policy in force
 * @param autoRemove whether the engine removes it when it ends ({@code docker run --rm})
 * @param interactive whether a person sits before it (a terminal with standard input open)
 * @param oneOff whether Compose started it as a one-off job ({@code compose run})
 * @param stopTimeout how long the engine waits between the stop signal and the kill
 * @param memoryLimit the memory limit; null where there is none
 * @param overrides the container's own rule parameters: labels {@code tocsin.<rule>.<parameter>}
 *     without the prefix {@code tocsin.}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContainerTraits(
    RestartPolicy restartPolicy,
    boolean autoRemove,
    boolean interactive,
    boolean oneOff,
    Duration stopTimeout,
    @Nullable Bytes memoryLimit,
    Map<String, String> overrides) {

  /** What is assumed of a container that could not be inspected: the engine's defaults. */
  public static final ContainerTraits UNKNOWN =
      new ContainerTraits(
          RestartPolicy.NO, false, false, false, Duration.ofSeconds(10), null, Map.of());

  @SuppressWarnings("NullAway") // absent in the JSON of a foreign or older writer
  public ContainerTraits {
    restartPolicy = restartPolicy == null ? RestartPolicy.NO : restartPolicy;
    stopTimeout = stopTimeout == null ? Duration.ofSeconds(10) : stopTimeout;
    overrides = overrides == null ? Map.of() : Map.copyOf(overrides);
  }
}
