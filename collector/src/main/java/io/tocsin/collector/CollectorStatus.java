package io.tocsin.collector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the collector is, for health checks and people.
 *
 * @param engine its address
 * @param host the name that telemetry carries; empty until the engine has answered
 * @param engineConnected whether events flow
 * @param caughtUp whether all that happened before is published
 * @param publishing whether telemetry goes straight to the broker, not to the spool
 * @param lastHeartbeat up to when all is published; null before the first heartbeat
 * @param containers how many exist
 * @param logsFollowed how many logs are followed
 * @param logsUnreadable how many cannot be, because of their log driver
 * @param spooledBytes how much waits on disk
 * @param problem what is wrong, in words; empty if nothing is
 */
public record CollectorStatus(
    String engine,
    String host,
    boolean engineConnected,
    boolean caughtUp,
    boolean publishing,
    @Nullable Instant lastHeartbeat,
    int containers,
    int logsFollowed,
    int logsUnreadable,
    long spooledBytes,
    String problem) {

  /** Whether telemetry flows from the engine to the broker. */
  public boolean isReady() {
    return engineConnected && caughtUp && publishing && lastHeartbeat != null;
  }
}
