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
      String id, String image, String imageId, @Nullable Bytes memory, @Nullable Double cpus) {}

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
            facts.limits().cpus());
    String name = facts.subject().stack() + '/' + facts.container().name();
    Face before = faces.get(name);
    faces.renew(name, now);
    if (before != null && !before.equals(now)) {
      compare(facts, before, now);
    }
    forget(facts.at());
  }

  private void compare(ContainerFacts facts, Face before, Face now) {
    if (!before.image().equals(now.image())) {
      note(facts, "image", before.image(), now.image());
    } else if (!Objects.equals(before.imageId(), now.imageId())) {
      note(facts, "image", before.imageId(), now.imageId());
    }
    note(facts, "memory limit", text(before.memory()), text(now.memory()));
    note(facts, "cpu limit", text(before.cpus()), text(now.cpus()));
    if (!before.id().equals(now.id())) {
      note(facts, "recreated", shortId(before.id()), shortId(now.id()));
    }
  }

  private void note(ContainerFacts facts, String what, @Nullable String from, @Nullable String to) {
    if (!Objects.equals(from, to)) {
      Instant at = what.equals("recreated") ? facts.createdAt() : facts.at();
      Incident.Change change = new Incident.Change(at, facts.subject().service(), what, from, to);
      entries.add(new Entry(facts.subject().stack(), change));
    }
  }

  private void forget(Instant now) {
    entries.removeIf(entry -> entry.change().at().isBefore(now.minus(REACH).minus(REACH)));
    if (entries.size() > MOST_KEPT) {
      entries.subList(0, entries.size() - MOST_KEPT).clear();
    }
  }

  /** The changes of a stack in the three days before, newest first. */
  List<Incident.Change> before(String stack, Instant incident) {
    List<Incident.Change> changes = new ArrayList<>();
    for (Entry entry : entries) {
      Instant at = entry.change().at();
      if (entry.stack().equals(stack)
          && at.isAfter(incident.minus(REACH))
          && !at.isAfter(incident)) {
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
