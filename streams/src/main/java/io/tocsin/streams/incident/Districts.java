package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
  private static final Set<String> OF_THE_HOST =
      Set.of(Nature.API_STORM, Nature.FORCE_REMOVAL, Nature.OOM_KILL);

  private final DependencyGraph graph;
  private final Signs signs;
  private final Map<Subject, Set<String>> reached = new HashMap<>();
  private long changes;

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
    if (OF_THE_HOST.contains(finding.detector())) {
      cases.stream().filter(Districts::isOfTheHost).forEach(each -> take(each, inside, stacks));
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

  private static boolean isOfTheHost(Case each) {
    return each.all().stream().anyMatch(finding -> OF_THE_HOST.contains(finding.detector()));
  }

  private boolean isAfterAnEnd(Finding finding) {
    Subject engine = Subject.ofEngine(finding.subject().host());
    return !signs.of(engine, finding.startedAt(), finding.startedAt()).isEmpty();
  }

  /** The stack of a service, and those of all that it depends on. */
  private Set<String> touched(Subject subject) {
    if (changes != graph.changes()) {
      reached.clear();
      changes = graph.changes();
    }
    return reached.computeIfAbsent(
        subject,
        from -> {
          Set<String> stacks = new HashSet<>(Set.of(name(from)));
          graph.upstream(from).keySet().forEach(upstream -> stacks.add(name(upstream)));
          return stacks;
        });
  }

  /** What runs outside any stack is by itself. */
  static String name(Subject subject) {
    return subject.stack().isEmpty() ? '/' + subject.service() : subject.stack();
  }
}
