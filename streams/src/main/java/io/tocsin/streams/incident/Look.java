package io.tocsin.streams.incident;

import io.tocsin.telemetry.ContainerFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container at one time, as far as it tells of trouble. */
record Look(
    String id,
    Instant createdAt,
    Instant at,
    String state,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    int restarts,
    List<String> networks) {

  static Look of(ContainerFacts facts) {
    ContainerFacts.Run run = facts.run();
    Integer restarts = run == null ? null : run.restarts();
    return new Look(
        facts.container().id(),
        facts.createdAt(),
        facts.at(),
        facts.state(),
        facts.startedAt(),
        run == null ? null : run.finishedAt(),
        restarts == null ? 0 : restarts,
        facts.networks());
  }

  boolean isRunning() {
    return state.equals("running") || state.equals("paused");
  }

  boolean isOlderThan(Look other) {
    int created = createdAt.compareTo(other.createdAt);
    return created < 0 || (created == 0 && at.isBefore(other.at));
  }
}
