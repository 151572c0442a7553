package io.tocsin.streams.graph;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.LearnedDependency;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who depends on whom on one host, from all sources together. */
public final class DependencyGraph {
  /** A way longer than this connects everything with everything. */
  private static final int MOST_STEPS = 8;

  private final Roster roster;
  private final Sightings sightings;
  private final Ties ties;
  private final Declared declared;
  private final Map<Subject, Map<Subject, Route>> reached = new HashMap<>();
  private final Map<Subject, List<Edge>> edges = new HashMap<>();
  private long changes;

  /**
   * What people wrote, by stack.
   *
   * @param depends stack → service → the services it depends on
   * @param optional stack → the services it can do without
   */
  public record Declared(
      Map<String, Map<String, List<String>>> depends, Map<String, List<String>> optional) {}

  /** What is kept. */
  public record State(Map<String, Resident> residents, Map<String, Sighting> sightings) {}

  public DependencyGraph(Declared declared, @Nullable State kept) {
    this.declared = declared;
    roster = new Roster(kept == null ? null : kept.residents());
    sightings = new Sightings(kept == null ? null : kept.sightings());
    ties = new Ties(declared.depends(), roster, sightings);
  }

  public State state() {
    return new State(roster.state(), sightings.state());
  }

  /** Changes whenever the graph has. */
  public long changes() {
    return changes;
  }

  /** Takes in what a container says of itself. */
  public void learn(ContainerFacts facts) {
    changed(roster.learn(facts));
  }

  /** Reads, from a line of a service, whom it could not reach; gives those that are new. */
  public List<LearnedDependency> observe(Subject from, Instant at, String line) {
    List<LearnedDependency> learned = sightings.observe(from, at, line, roster);
    if (!learned.isEmpty()) {
      edges.remove(from);
      reached
          .entrySet()
          .removeIf(way -> way.getKey().equals(from) || way.getValue().containsKey(from));
      changes++;
    }
    return learned;
  }

  /** Whom a line of a service says it could not reach, as far as they are known. */
  public List<Subject> named(Subject from, String line) {
    return sightings.named(from, line, roster);
  }

  /** Forgets what was learned long ago. */
  public void forget(Instant now) {
    changed(sightings.forget(now));
  }

  private void changed(boolean isChanged) {
    if (isChanged) {
      reached.clear();
      edges.clear();
      changes++;
    }
  }

  /** The direct dependencies, the surest source of each. */
  public List<Edge> of(Subject subject) {
    return edges.computeIfAbsent(subject, ties::of);
  }

  /**
   * All that it depends on, directly or not, and the way to each: the shortest, then the surest.
   */
  public Map<Subject, Route> upstream(Subject subject) {
    return reached.computeIfAbsent(subject, this::walk);
  }

  private Map<Subject, Route> walk(Subject from) {
    Map<Subject, Route> routes = new LinkedHashMap<>();
    Deque<Subject> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      Subject at = open.removeFirst();
      Route here = routes.getOrDefault(at, Route.NOWHERE);
      for (Edge edge : here.steps() < MOST_STEPS ? of(at) : List.<Edge>of()) {
        if (!edge.to().equals(from) && routes.putIfAbsent(edge.to(), here.then(edge)) == null) {
          open.addLast(edge.to());
        }
      }
    }
    return routes;
  }

  /** The way from one to the other; null where there is none. */
  public @Nullable Route route(Subject downstream, Subject upstream) {
    return upstream(downstream).get(upstream);
  }

  /** Whether {@code downstream} depends on {@code upstream}, directly or not. */
  public boolean dependsOn(Subject downstream, Subject upstream) {
    return route(downstream, upstream) != null;
  }

  /**
   * Whether nothing is known of its place: it depends on nobody, and either nobody on it, or nobody
   * in its stack has declared a dependency.
   */
  public boolean isStranger(Subject subject) {
    if (!of(subject).isEmpty()) {
      return false;
    }
    List<Edge> others =
        services(subject.stack()).stream()
            .flatMap(name -> of(new Subject(subject.host(), subject.stack(), name)).stream())
            .toList();
    return others.stream().allMatch(edge -> edge.source().compareTo(Edge.Source.OBSERVED) >= 0)
        || others.stream().noneMatch(edge -> edge.to().equals(subject));
  }

  /** The services of a stack that have been seen. */
  public Set<String> services(String stack) {
    return roster.services(stack);
  }

  /** Whether the stack can do without it, as its label or the configuration says. */
  public boolean isOptional(Subject subject) {
    return declared.optional().getOrDefault(subject.stack(), List.of()).contains(subject.service())
        || roster.of(subject).stream().anyMatch(Resident::optional);
  }

  /** How long its health check takes until it says unhealthy; zero where that is not known. */
  public Duration verdictTakes(Subject subject) {
    Duration longest = Duration.ZERO;
    for (Resident each : roster.of(subject)) {
      Duration takes = each.verdictTakes();
      longest = takes != null && takes.compareTo(longest) > 0 ? takes : longest;
    }
    return longest;
  }
}
