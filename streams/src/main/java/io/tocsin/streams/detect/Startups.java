package io.tocsin.streams.detect;

import io.tocsin.telemetry.ContainerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When each container of a service was started last: what it does in its first moments is new. */
public final class Startups {
  private static final int CONTAINERS = 128;
  private static final int ID_LENGTH = 12;

  private final Recent<String, Instant> started;
  private String lastId = "";
  private Instant lastStart = Instant.MIN;

  public Startups(@Nullable Map<String, Instant> kept) {
    started = new Recent<>(CONTAINERS, kept);
  }

  public Map<String, Instant> state() {
    return new LinkedHashMap<>(started);
  }

  public void learn(ContainerFacts facts) {
    String id = brief(facts.container().id());
    lastId = "";
    if (facts.startedAt() != null) {
      started.renew(id, facts.startedAt());
    }
    if (facts.state().equals(ContainerFacts.REMOVED)) {
      started.remove(id);
    }
  }

  /** As log lines carry it. */
  private static String brief(String id) {
    return id.length() <= ID_LENGTH ? id : id.substring(0, ID_LENGTH);
  }

  /** Whether it is the container's first time after a start; not known is no. */
  public boolean isStarting(String containerId, Instant at, Duration grace) {
    if (!containerId.equals(lastId)) {
      lastId = containerId;
      lastStart = started.getOrDefault(containerId, Instant.MIN);
    }
    return !lastStart.equals(Instant.MIN)
        && !at.isBefore(lastStart)
        && at.isBefore(lastStart.plus(grace));
  }
}
