package io.tocsin.streams.incident;

import io.tocsin.streams.detect.Recent;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What changed in the stacks of a host: images, limits, containers made anew. */
final class History {
  private static final Duration REACH = Duration.ofDays(3);
  private static final int CONTAINERS = 2_048;
  private static final int MOST_KEPT = 500;
  private static final int MOST_TOLD = 20;

  private final Recent<String, Face> faces;
  private final List<Entry> entries;

  /** A container as it was last seen. */
  record Face(
      String id,
      String image,
      String imageId,
      @Nullable Bytes memory,
      @Nullable Double cpus,
      @Nullable Instant createdAt) {}

  /** A change and its stack. */
  record Entry(String stack, Incident.Change change) {}

  /** What is kept. */
  record State(Map<String, Face> faces, List<Entry> entries) {}

  History(@Nullable State kept) {
    faces = new Recent<>(CONTAINERS, kept == null ? null : kept.faces());
    entries = new ArrayList<>(kept == null ? List.of() : kept.entries());
  }

  State state() {
    return new State(new LinkedHashMap<>(faces), List.copyOf(entries));
  }

  void learn(ContainerFacts facts) {
    Face now =
        new Face(
            facts.container().id(),
            facts.container().image(),
            facts.imageId(),
            facts.limits().memory(),
            facts.limits().cpus(),
            facts.createdAt());
    String name = facts.subject().stack() + '/' + facts.container().name();
    Face before = faces.get(name);
    if (before != null && isOutdated(facts, before)) {
      return;
    }
    faces.renew(name, now);
    if (before != null && !before.equals(now)) {
      compare(facts, before, now);
    }
    forget(facts.at());
  }

  /** The last facts of a container can come after the first ones of its successor. */
  private static boolean isOutdated(ContainerFacts facts, Face known) {
    return known.createdAt() != null && facts.createdAt().isBefore(known.createdAt());
  }

  private void compare(ContainerFacts facts, Face before, Face now) {
    // A new container differs from its creation on, though it is looked at a little later.
    boolean isNew = !before.id().equals(now.id());
    Instant at = isNew ? facts.createdAt() : facts.at();
    if (!before.image().equals(now.image())) {
      note(facts, at, new Difference("image", before.image(), now.image()));
    } else if (!Objects.equals(before.imageId(), now.imageId())) {
      note(facts, at, new Difference("image", before.imageId(), now.imageId()));
    }
    note(facts, at, new Difference("memory limit", text(before.memory()), text(now.memory())));
    note(facts, at, new Difference("cpu limit", text(before.cpus()), text(now.cpus())));
    note(facts, at, new Difference("recreated", shortId(before.id()), shortId(now.id())));
  }

  private record Difference(String what, @Nullable String from, @Nullable String to) {}

  private void note(ContainerFacts facts, Instant at, Difference found) {
    if (!Objects.equals(found.from(), found.to())) {
      Incident.Change change =
          new Incident.Change(
              at, facts.subject().service(), found.what(), found.from(), found.to());
      entries.add(new Entry(facts.subject().stack(), change));
    }
  }

  private void forget(Instant now) {
    entries.removeIf(entry -> entry.change().at().isBefore(now.minus(REACH).minus(REACH)));
    if (entries.size() > MOST_KEPT) {
      entries.subList(0, entries.size() - MOST_KEPT).clear();
    }
  }

  /**
   * The changes of a stack in the three days before, newest first. What began with a removal by
   * force goes on with the container that took its place: so what was changed before the latest
   * trouble counts, not only what was before the first.
   */
  List<Incident.Change> before(String stack, Instant latestOnset) {
    List<Incident.Change> changes = new ArrayList<>();
    for (Entry entry : entries) {
      Instant at = entry.change().at();
      if (entry.stack().equals(stack)
          && at.isAfter(latestOnset.minus(REACH))
          && !at.isAfter(latestOnset)) {
        changes.add(entry.change());
      }
    }
    Collections.reverse(changes);
    return changes.stream().limit(MOST_TOLD).toList();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static String shortId(String id) {
    return id.substring(0, Math.min(12, id.length()));
  }
}
