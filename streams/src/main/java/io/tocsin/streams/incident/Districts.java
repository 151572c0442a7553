package io.tocsin.streams.incident;

import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.streams.graph.Route;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which incidents a finding can have to do with at all: those of its stack, of stacks that
 * depend on each other, and for trouble of the whole host those of its kind everywhere.
 */
final class Districts {
  private static final int MOST_KNOWN = 4_096;

  private final DependencyGraph graph;
  private final Signs signs;
  private final Map<Subject, Reach> reached = new Recent<>(MOST_KNOWN);

  /** The stacks of a service, as long as the graph says the same of it. */
  private record Reach(Map<Subject, Route> upstream, Set<String> stacks) {}

  Districts(DependencyGraph graph, Signs signs) {
    this.graph = graph;
    this.signs = signs;
  }

  /** The incidents that may have to do with such a finding, directly or through others. */
  List<Case> around(Finding finding, List<Case> cases) {
    if (isAfterAnEnd(finding)) {
      return List.copyOf(cases);
    }
    Set<String> stacks = new HashSet<>(touched(finding.subject()));
    Set<Case> inside = new LinkedHashSet<>();
    if (isOfTheHost(finding)) {
      cases.stream()
          .filter(each -> each.all().stream().anyMatch(Districts::isOfTheHost))
          .forEach(each -> take(each, inside, stacks));
    }
    return reach(cases, inside, stacks);
  }

  /** The incidents of these stacks, and of those that depend on each other with them. */
  List<Case> around(Set<String> stacks, List<Case> cases) {
    return reach(cases, new LinkedHashSet<>(), new HashSet<>(stacks));
  }

  private List<Case> reach(List<Case> cases, Set<Case> inside, Set<String> stacks) {
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Case each : cases) {
        if (!inside.contains(each) && touches(each, stacks)) {
          take(each, inside, stacks);
          grows = true;
        }
      }
    }
    List<Case> ordered = new ArrayList<>(cases);
    ordered.retainAll(inside);
    return ordered;
  }

  private void take(Case each, Set<Case> inside, Set<String> stacks) {
    inside.add(each);
    each.all().forEach(finding -> stacks.addAll(touched(finding.subject())));
  }

  private boolean touches(Case each, Set<String> stacks) {
    return each.all().stream()
        .anyMatch(finding -> !Collections.disjoint(touched(finding.subject()), stacks));
  }

  private static boolean isOfTheHost(Finding finding) {
    return Nature.isRemoval(finding)
        || Nature.isForWantOfHostMemory(finding)
        || HostRefusal.of(finding).isPresent();
  }

  private boolean isAfterAnEnd(Finding finding) {
    Subject engine = Subject.ofEngine(finding.subject().host());
    return !signs.of(engine, finding.startedAt(), finding.startedAt()).isEmpty();
  }

  /** The stack of a service, and those of all that it depends on. */
  private Set<String> touched(Subject subject) {
    Map<Subject, Route> upstream = graph.upstream(subject);
    Reach known = reached.get(subject);
    if (known == null || !known.upstream().equals(upstream)) {
      known = new Reach(upstream, stacks(subject, upstream.keySet()));
      reached.put(subject, known);
    }
    return known.stacks();
  }

  private static Set<String> stacks(Subject from, Set<Subject> upstream) {
    Set<String> stacks = new HashSet<>(Set.of(name(from)));
    upstream.forEach(each -> stacks.add(name(each)));
    return stacks;
  }

  /** What runs outside any stack is by itself. */
  static String name(Subject subject) {
    return subject.stack().isEmpty() ? '/' + subject.service() : subject.stack();
  }
}
