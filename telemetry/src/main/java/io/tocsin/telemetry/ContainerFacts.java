package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * <p>The same record, {@linkplain #brief() brief}, introduces the container in the topics of
 * events, logs and samples, keyed by its subject: before its first record there, whenever something
 * in it has changed, and once an hour. So a reader of one topic knows whom its records are about.
 * The last introduction of a container that was destroyed has the state {@link #REMOVED}.
 *
 * @param at when it was inspected
 * @param imageId the image's digest
 * @param state {@code created}, {@code running}, {@code restarting}, {@code exited}, {@code
 *     paused}, {@code dead}, {@link #REMOVED}
 * @param startedAt null if it never started
 * @param labels its labels, values redacted
 * @param limits what it may use
 * @param healthCheck null where the image and the container have none
 * @param dependsOn the services it declares to depend on
 * @param command entry point and arguments, redacted
 * @param environmentNames the names of its environment variables, sorted
 * @param run how its runs went; null from a writer that does not tell
 * @param mounts what is mounted where, sorted: {@code volume shop_data:/data}, {@code bind
 *     /srv/shop:/etc/shop:ro}, {@code tmpfs /run}; a volume without a name of its own is {@code
 *     volume :/data}
 * @param addresses under which others on its networks reach it: addresses and further names,
 *     sorted; empty while it does not run
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
    List<String> environmentNames,
    @Nullable Run run,
    List<String> mounts,
    List<String> addresses)
    implements Telemetry {
  public static final String SCHEMA = "tocsin.container.v1";

  /** The state of a container that is no more. */
  public static final String REMOVED = "removed";

  @SuppressWarnings("NullAway") // absent in JSON
  public ContainerFacts {
    limits = limits == null ? new Limits(null, null, null) : limits;
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    networks = networks == null ? List.of() : List.copyOf(networks);
    command = command == null ? List.of() : List.copyOf(command);
    environmentNames = environmentNames == null ? List.of() : List.copyOf(environmentNames);
    mounts = mounts == null ? List.of() : List.copyOf(mounts);
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
  }

  /** Of a container with nothing mounted, or none that was told. */
  public ContainerFacts(
      Instant at,
      Subject subject,
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
      List<String> environmentNames,
      @Nullable Run run) {
    this(
        at,
        subject,
        container,
        imageId,
        state,
        createdAt,
        startedAt,
        traits,
        limits,
        healthCheck,
        dependsOn,
        labels,
        networks,
        command,
        environmentNames,
        run,
        List.of(),
        List.of());
  }

  /** Whether both say the same, whenever they were asked for. */
  public boolean saysTheSameAs(ContainerFacts other) {
    return with(other.at, state, dependsOn).equals(other);
  }

  /** With what is mounted. */
  public ContainerFacts withMounts(List<String> mounted) {
    return new ContainerFacts(
        at,
        subject,
        container,
        imageId,
        state,
        createdAt,
        startedAt,
        traits,
        limits,
        healthCheck,
        dependsOn,
        labels,
        networks,
        command,
        environmentNames,
        run,
        mounted,
        addresses);
  }

  /** With the addresses and names under which it is reached. */
  public ContainerFacts withAddresses(List<String> reachedAt) {
    return new ContainerFacts(
        at,
        subject,
        container,
        imageId,
        state,
        createdAt,
        startedAt,
        traits,
        limits,
        healthCheck,
        dependsOn,
        labels,
        networks,
        command,
        environmentNames,
        run,
        mounts,
        reachedAt);
  }

  /** Without what no detector asks for: command, networks, mounts, the environment's names. */
  public ContainerFacts brief() {
    return new ContainerFacts(
        at,
        subject,
        container,
        imageId,
        state,
        createdAt,
        startedAt,
        traits,
        limits,
        healthCheck,
        dependsOn,
        labels,
        List.of(),
        List.of(),
        List.of(),
        run);
  }

  /** With other words where people may have written any. */
  public ContainerFacts withTexts(
      Map<String, String> otherLabels, List<String> otherCommand, @Nullable HealthCheck check) {
    return new ContainerFacts(
        at,
        subject,
        container,
        imageId,
        state,
        createdAt,
        startedAt,
        traits,
        limits,
        check,
        dependsOn,
        otherLabels,
        networks,
        otherCommand,
        environmentNames,
        run,
        mounts,
        addresses);
  }

  /** The last that is told of a container. */
  public ContainerFacts removed(Instant when) {
    return with(when, REMOVED, dependsOn);
  }

  /** As they stood at another time, nothing having changed. */
  public ContainerFacts asOf(Instant when) {
    return with(when, state, dependsOn);
  }

  /** With its dependencies as they were found when it started. */
  public ContainerFacts withDependencies(List<Dependency> found) {
    return with(at, state, found);
  }

  private ContainerFacts with(Instant when, String now, List<Dependency> dependencies) {
    return new ContainerFacts(
        when,
        subject,
        container,
        imageId,
        now,
        createdAt,
        startedAt,
        traits,
        limits,
        healthCheck,
        dependencies,
        labels,
        networks,
        command,
        environmentNames,
        run,
        mounts,
        addresses);
  }

  /** Limits; null where there is none. {@code cpus} in cores. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limits(@Nullable Bytes memory, @Nullable Double cpus, @Nullable Long pids) {}

  /**
   * A health check's settings.
   *
   * @param test the command as the engine runs it, redacted; null from a writer that does not tell
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HealthCheck(
      Duration interval,
      Duration timeout,
      Duration startPeriod,
      int retries,
      @Nullable String test) {
    public HealthCheck(Duration interval, Duration timeout, Duration startPeriod, int retries) {
      this(interval, timeout, startPeriod, retries, null);
    }

    /** With another test. */
    public HealthCheck withTest(String other) {
      return new HealthCheck(interval, timeout, startPeriod, retries, other);
    }
  }

  /**
   * How its runs went.
   *
   * @param finishedAt when the run before this one ended, or the last one; null if none has
   * @param exitCode of a container that does not run; null while it does, or never did
   * @param health as the engine says it: "healthy", "unhealthy" or "starting"; null without a
   *     health check
   * @param restarts how often the engine has started it again by itself; null from a writer that
   *     does not tell
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Run(
      @Nullable Instant finishedAt,
      @Nullable Integer exitCode,
      @Nullable String health,
      @Nullable Integer restarts) {
    public Run(@Nullable Instant finishedAt, @Nullable Integer exitCode, @Nullable String health) {
      this(finishedAt, exitCode, health, null);
    }
  }

  /**
   * A declared dependency.
   *
   * @param service the service depended on, in the same stack
   * @param condition Compose's words: {@code service_started}, {@code service_healthy}, {@code
   *     service_completed_successfully}
   * @param healthAtStart how it was when this container was last started: {@code healthy}, {@code
   *     starting} (also if it was yet to be started) or {@code unhealthy} where it has a health
   *     check, {@code none} if it ran without one, {@code absent} if there was nothing of it; null
   *     where nobody saw the start
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Dependency(String service, String condition, @Nullable String healthAtStart) {
    public Dependency(String service, String condition) {
      this(service, condition, null);
    }

    /** Whether it has a health check that had not said yet that it is well. */
    @JsonIgnore
    public boolean wasUnready() {
      return "starting".equals(healthAtStart) || "unhealthy".equals(healthAtStart);
    }
  }
}
