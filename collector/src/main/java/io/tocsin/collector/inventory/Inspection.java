package io.tocsin.collector.inventory;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one inspection said.
 *
 * @param facts what is published of it
 * @param state how it is at the moment
 * @param logs how its log is to be read
 * @param place where its resource files are
 * @param healthCommand the probe as it appears in exec events; null without a health check
 */
public record Inspection(
    ContainerFacts facts,
    RunState state,
    LogSetup logs,
    Place place,
    @Nullable String healthCommand) {

  public String id() {
    return facts.container().id();
  }

  public ContainerRef container() {
    return facts.container();
  }

  public Subject subject() {
    return facts.subject();
  }

  /**
   * The container's state.
   *
   * @param status {@code created}, {@code running}, {@code restarting}, {@code exited}, …
   * @param startedAt null if it never started
   * @param finishedAt null if it never ended
   * @param error the engine's words when a start failed, redacted
   * @param health null without a health check
   */
  public record RunState(
      String status,
      boolean running,
      boolean restarting,
      boolean oomKilled,
      int exitCode,
      String error,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      int restartCount,
      EngineEvent.@Nullable Health health) {}

  /**
   * How to read its log.
   *
   * @param terminal whether the stream is raw, without frames
   * @param driver the logging driver; {@code none} cannot be read
   */
  public record LogSetup(boolean terminal, String driver) {
    public boolean isReadable() {
      return !"none".equals(driver);
    }
  }

  /**
   * Where the kernel accounts for it.
   *
   * @param processId of its first process, 0 while it is not running
   * @param cgroupParent as configured, empty for the engine's default
   * @param ownNetwork whether its network counters are its own
   */
  public record Place(long processId, String cgroupParent, boolean ownNetwork) {}
}
