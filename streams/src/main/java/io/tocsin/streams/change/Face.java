package io.tocsin.streams.change;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.RestartPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a container was made of.
 *
 * @param values empty where it has none of it; absent where nobody has said yet
 */
record Face(Map<Facet, String> values) {
  /** Only then the engine and Compose have given it all its networks. */
  private static final Set<String> SETTLED = Set.of("running", "restarting", "paused");

  /** Commands can be whole scripts; what they begin with tells them apart as a rule. */
  private static final int LONGEST = 80;

  private static final String COMPOSE = "com.docker.compose.";

  static Face of(ContainerFacts facts) {
    Map<Facet, String> values = new EnumMap<>(Facet.class);
    values.put(Facet.IMAGE, facts.container().image());
    values.put(Facet.IMAGE_ID, facts.imageId());
    ContainerFacts.Limits limits = facts.limits();
    values.put(Facet.MEMORY, limits.memory() == null ? "" : "" + limits.memory().value());
    values.put(Facet.CPUS, text(limits.cpus()));
    values.put(Facet.PROCESSES, text(limits.pids()));
    putHealthCheck(values, facts.healthCheck());
    values.put(Facet.DEPENDENCIES, dependencies(facts));
    values.put(Facet.RESTART_POLICY, policy(facts.traits().restartPolicy()));
    values.put(Facet.PROJECT, project(facts.labels()));
    if (!facts.command().isEmpty()) { // or the record is an introduction, which leaves all this out
      values.put(Facet.COMMAND, command(facts.command()));
      values.put(Facet.ENVIRONMENT, set(facts.environmentNames()));
      values.put(Facet.VOLUMES, set(facts.mounts()));
    }
    if (!facts.command().isEmpty() && SETTLED.contains(facts.state())) {
      values.put(Facet.NETWORKS, set(facts.networks()));
      values.put(Facet.PAUSED, facts.state().equals("paused") ? "paused" : "");
    }
    return new Face(values);
  }

  /** As one would type it. */
  private static String command(List<String> words) {
    return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString().replaceFirst("\\.0$", "");
  }

  private static void putHealthCheck(
      Map<Facet, String> values, ContainerFacts.@Nullable HealthCheck check) {
    if (check == null) {
      values.put(Facet.HEALTH_CHECK, "");
    } else if (check.test() != null) {
      values.put(
          Facet.HEALTH_CHECK,
          "%s, every %s, %d times, at most %s each"
              .formatted(
                  check.test(),
                  Span.of(check.interval()),
                  check.retries(),
                  Span.of(check.timeout())));
    }
  }

  private static String dependencies(ContainerFacts facts) {
    return set(facts.dependsOn().stream().map(on -> on.service() + ':' + on.condition()).toList());
  }

  private static String policy(RestartPolicy policy) {
    return policy.maximumRetries() > 0
        ? policy.name() + ':' + policy.maximumRetries()
        : policy.name();
  }

  private static String project(Map<String, String> labels) {
    boolean isSwarm = labels.containsKey("com.docker.swarm.service.name");
    return String.join(
        Facet.AND,
        isSwarm ? Makeup.SWARM : labels.getOrDefault(COMPOSE + "version", ""),
        labels.getOrDefault(COMPOSE + "project.working_dir", ""),
        labels.getOrDefault(COMPOSE + "project.config_files", ""));
  }

  private static String set(Collection<String> members) {
    return String.join(Facet.AND, new TreeSet<>(members));
  }

  /** With what the other knows and this one does not. */
  Face completedBy(Face other) {
    Map<Facet, String> both = new EnumMap<>(other.values);
    both.putAll(values);
    return new Face(both);
  }

  /** Empty where it has none, or nobody has said. */
  String value(Facet facet) {
    return values.getOrDefault(facet, "");
  }

  boolean knows(Facet facet) {
    return values.containsKey(facet);
  }

  /** Of a facet that is a set. */
  List<String> members(Facet facet) {
    return members(value(facet));
  }

  /** What came and what went between this and a later one. */
  List<Difference> until(Face later) {
    List<Difference> differences = new ArrayList<>();
    for (Facet facet : Facet.values()) {
      String from = values.get(facet);
      String to = later.values.get(facet);
      if (from != null && to != null && !from.equals(to)) {
        add(differences, facet, later);
      }
    }
    return differences;
  }

  private void add(List<Difference> differences, Facet facet, Face later) {
    boolean renamed = !value(Facet.IMAGE).equals(later.value(Facet.IMAGE));
    String from = value(facet);
    String to = later.value(facet);
    if (facet == Facet.IMAGE_ID) {
      if (!renamed) {
        differences.add(new Difference(facet.words(), withId(), later.withId()));
      }
      return;
    }
    switch (facet.kind()) {
      case WHOLE, BYTES ->
          differences.add(new Difference(facet.words(), shown(facet, from), shown(facet, to)));
      case SET -> differences.add(new Difference(facet.words(), only(from, to), only(to, from)));
      case STATE ->
          differences.add(new Difference(to.isEmpty() ? "resumed" : facet.words(), null, null));
      case UNTOLD -> {}
    }
  }

  /** The image as people tell two of the same name apart. */
  private String withId() {
    String id = value(Facet.IMAGE_ID).replaceFirst("^sha256:", "");
    return "%s (id %s)".formatted(value(Facet.IMAGE), id.substring(0, Math.min(12, id.length())));
  }

  private static @Nullable String shown(Facet facet, String value) {
    if (value.isEmpty()) {
      return null;
    }
    String shown = facet.show(value);
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST - 1) + "…";
  }

  private static @Nullable String only(String some, String others) {
    Set<String> without = new TreeSet<>(members(some));
    without.removeAll(members(others));
    return without.isEmpty() ? null : without.stream().collect(Collectors.joining(", "));
  }

  private static List<String> members(String set) {
    return set.isEmpty() ? List.of() : Arrays.asList(set.split(Facet.AND, -1));
  }

  /** A difference; {@code from} or {@code to} is null where there was or is none. */
  record Difference(String what, @Nullable String from, @Nullable String to) {}
}
