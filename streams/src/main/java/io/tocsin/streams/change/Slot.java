package io.tocsin.streams.change;

import io.tocsin.telemetry.ContainerFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of a container in its service, which its successors take: the first of two replicas.
 *
 * @param lives in the order in which they were created
 */
record Slot(String stack, String service, String name, List<Life> lives) {
  private static final int MOST_LIVES = 20;
  private static final String NUMBER = "com.docker.compose.container-number";
  private static final String TASK = "com.docker.swarm.task.name";

  Slot(String stack, String service, String name) {
    this(stack, service, name, new ArrayList<>());
  }

  /** Swarm names a task {@code service.1.id}; its successor has another id. */
  static String nameOf(ContainerFacts facts) {
    Map<String, String> labels = facts.labels();
    String task = labels.getOrDefault(TASK, "");
    if (!task.isEmpty()) {
      int end = task.lastIndexOf('.');
      return end < 0 ? task : task.substring(0, end);
    }
    return labels.getOrDefault(NUMBER, facts.container().name());
  }

  void learn(ContainerFacts facts) {
    Life life = life(facts);
    if (!facts.state().equals(ContainerFacts.REMOVED)) {
      life.saw(facts.at(), Face.of(facts));
    } else if (life.versions().isEmpty()) {
      life.saw(facts.createdAt(), Face.of(facts));
      life.remove(facts.at());
    } else {
      life.remove(facts.at());
    }
  }

  private Life life(ContainerFacts facts) {
    for (Life known : lives) {
      if (known.id().equals(facts.container().id())) {
        return known;
      }
    }
    Life born = new Life(facts.container().id(), facts.container().name(), facts.createdAt());
    lives.add(born);
    lives.sort(Comparator.comparing(Life::createdAt).thenComparing(Life::id));
    if (lives.size() > MOST_LIVES) {
      lives.remove(0);
    }
    return born;
  }

  boolean isTaken(Instant at) {
    return lives.stream().anyMatch(life -> life.existed(at));
  }

  /** The last that was created before a moment; null if none was. */
  @Nullable Life before(Instant moment) {
    Life last = null;
    for (Life life : lives) {
      if (life.createdAt().isBefore(moment)) {
        last = life;
      }
    }
    return last;
  }

  /** When something of it was last seen. */
  Instant lastSeen() {
    Instant last = Instant.EPOCH;
    for (Life life : lives) {
      Instant end = life.removedAt();
      last = end != null && end.isAfter(last) ? end : last;
      last = life.createdAt().isAfter(last) ? life.createdAt() : last;
    }
    return last;
  }

  /**
   * Forgets what ended before a moment, but for the last of all: its successor is compared with it.
   */
  void forget(Instant before) {
    while (lives.size() > 1 && lives.get(1).createdAt().isBefore(before)) {
      lives.remove(0);
    }
  }
}
