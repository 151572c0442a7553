package io.tocsin.streams.detect.apistorm;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a container lately. What is not known was before all that is remembered, and
 * so long ago.
 *
 * @param createdAt when it was made
 * @param startedAt when it was started last
 * @param renamedAt when it was renamed last
 * @param end how somebody began to end it; null for nobody
 * @param start its last start, if that was counted
 * @param network a network call that may have been part of a start or an end
 * @param movedAt its last creation, start, death or removal
 * @param isRestless whether its last death was its own, with a policy that starts it again
 * @param wasShort whether its last run was a short one
 */
record Life(
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant renamedAt,
    @Nullable End end,
    @Nullable Counted start,
    @Nullable Counted network,
    @Nullable Instant movedAt,
    boolean isRestless,
    boolean wasShort) {
  /** What has been for so long is not one turn of a loop. */
  static final Duration LASTING = Duration.ofSeconds(60);

  static final Life UNKNOWN = new Life(null, null, null, null, null, null, null, false, false);

  private static final Duration CHAIN = Duration.ofMinutes(2);

  /**
   * The kill of a stop, a restart, a kill or an rm -f.
   *
   * @param free the call, if it was not counted
   */
  record End(Instant at, @Nullable Counted free) {}

  static boolean isLongAgo(@Nullable Instant since, Instant at) {
    return since == null || !at.isBefore(since.plus(LASTING));
  }

  boolean isEnding(Instant at) {
    return end != null && !at.isAfter(end.at().plus(CHAIN));
  }

  Life created(Instant at) {
    return new Life(at, startedAt, renamedAt, null, null, null, at, false, false);
  }

  Life started(Instant at, @Nullable Counted counted) {
    return new Life(createdAt, at, renamedAt, null, counted, null, at, false, false);
  }

  Life renamed(Instant at) {
    return new Life(createdAt, startedAt, at, end, start, network, movedAt, isRestless, wasShort);
  }

  Life ending(End by) {
    return new Life(createdAt, startedAt, renamedAt, by, start, network, movedAt, false, wasShort);
  }

  Life died(Instant at, boolean restless) {
    boolean isShort = !isLongAgo(startedAt, at);
    return new Life(createdAt, startedAt, renamedAt, end, start, null, at, restless, isShort);
  }

  /** The removal of a stopped container is a call of its own. */
  Life stopped() {
    return new Life(
        createdAt, startedAt, renamedAt, null, start, network, movedAt, false, wasShort);
  }

  Life connected(Counted counted) {
    return new Life(
        createdAt, startedAt, renamedAt, end, start, counted, movedAt, isRestless, wasShort);
  }
}
