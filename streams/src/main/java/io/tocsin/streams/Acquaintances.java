package io.tocsin.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The containers of each subject as they were last introduced, so that a detector that is made
 * later knows them too.
 */
final class Acquaintances {
  /** In the place of a rule's name, and no name that a rule may have. */
  private static final String NAME = "@containers";

  private static final int VERSION = 1;
  private static final int MOST = 64;

  /** They are introduced once an hour: after so long without, nobody collects them any more. */
  private static final Duration GONE = Duration.ofDays(7);

  private static final Duration SWEEP = Duration.ofHours(1);
  private static final ObjectMapper JSON = StateJson.mapper();

  private final Map<Subject, Recent<String, ContainerFacts>> subjects = new HashMap<>();
  private final Map<String, Instant> swept = new HashMap<>();
  private final Set<Subject> dirty = new LinkedHashSet<>();
  private final Set<Subject> stored = new LinkedHashSet<>();

  /** What is kept of a subject, those introduced last at the end. */
  record State(List<ContainerFacts> containers) {}

  /** Whether this is the kept state of a subject's containers, not of a detector. */
  static boolean isKeptAs(String key) {
    return key.endsWith('/' + NAME);
  }

  /**
   * Takes back what was kept.
   *
   * @throws IllegalArgumentException if it cannot be read, or is of another version
   */
  void restore(Subject subject, Snapshot kept) {
    if (kept.version() != VERSION) {
      throw new IllegalArgumentException("containers of version " + kept.version());
    }
    try {
      State state = JSON.treeToValue(kept.state(), State.class);
      Recent<String, ContainerFacts> containers = new Recent<>(MOST);
      state.containers().forEach(facts -> containers.put(facts.container().id(), facts));
      subjects.put(subject, containers);
      stored.add(subject);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("containers that cannot be read", e);
    }
  }

  void learn(ContainerFacts facts) {
    String id = facts.container().id();
    Recent<String, ContainerFacts> containers =
        subjects.computeIfAbsent(facts.subject(), subject -> new Recent<>(MOST));
    if (facts.state().equals(ContainerFacts.REMOVED)) {
      containers.remove(id);
    } else {
      containers.renew(id, facts);
    }
    dirty.add(facts.subject());
  }

  /** Those that exist, as far as is known. */
  Collection<ContainerFacts> of(Subject subject) {
    Recent<String, ContainerFacts> containers = subjects.get(subject);
    return containers == null ? List.of() : List.copyOf(containers.values());
  }

  /** One of them, by its id or the beginning of it; null if it has not been introduced. */
  @Nullable ContainerFacts container(Subject subject, String id) {
    Recent<String, ContainerFacts> containers = subjects.get(subject);
    if (containers == null) {
      return null;
    }
    ContainerFacts exact = containers.get(id);
    if (exact != null) {
      return exact;
    }
    for (ContainerFacts facts : containers.values()) {
      if (facts.container().id().startsWith(id)) {
        return facts;
      }
    }
    return null;
  }

  /** Forgets those of a host that nobody has introduced for long. */
  void sweep(String host, Instant watermark) {
    if (watermark.isBefore(swept.getOrDefault(host, Instant.MIN))) {
      return;
    }
    swept.put(host, watermark.plus(SWEEP));
    Instant gone = watermark.minus(GONE);
    for (Subject subject : List.copyOf(subjects.keySet())) {
      if (subject.host().equals(host)
          && of(subject).stream().allMatch(facts -> facts.at().isBefore(gone))) {
        subjects.remove(subject);
        dirty.add(subject);
      }
    }
  }

  /** Gives out what has changed since the last time. */
  void write(BiConsumer<String, byte[]> put, Consumer<String> delete) {
    for (Subject subject : dirty) {
      String key = subject.key() + '/' + NAME;
      List<ContainerFacts> containers = new ArrayList<>(of(subject));
      if (!containers.isEmpty()) {
        put.accept(key, snapshot(containers));
        stored.add(subject);
      } else if (stored.remove(subject)) {
        delete.accept(key);
      }
    }
    dirty.clear();
  }

  private static byte[] snapshot(List<ContainerFacts> containers) {
    Instant last = containers.get(containers.size() - 1).at();
    return Snapshot.write(new Snapshot.Head(NAME, VERSION, last, List.of()), new State(containers));
  }
}
