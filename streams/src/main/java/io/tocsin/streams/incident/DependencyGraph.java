package io.tocsin.streams.incident;

import io.tocsin.streams.detect.Recent;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Subject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who depends on whom on one host: as declared, and as the containers' own facts say. */
final class DependencyGraph {
  private static final int SERVICES = 4_096;

  private final Dependencies declared;
  private final Recent<String, List<String>> learned;

  /**
   * @param learned by {@code stack/service}: the services it depends on; null for none
   */
  DependencyGraph(Dependencies declared, @Nullable Map<String, List<String>> learned) {
    this.declared = declared;
    this.learned = new Recent<>(SERVICES, learned);
  }

  Map<String, List<String>> state() {
    return new LinkedHashMap<>(learned);
  }

  void learn(ContainerFacts facts) {
    String service = facts.subject().stack() + '/' + facts.subject().service();
    List<String> on =
        facts.dependsOn().stream().map(ContainerFacts.Dependency::service).sorted().toList();
    if (on.isEmpty()) {
      learned.remove(service);
    } else {
      learned.renew(service, on);
    }
  }

  /** Whether one depends on the other, directly or not, either way. */
  boolean areConnected(Subject one, Subject other) {
    return dependsOn(one, other) || dependsOn(other, one);
  }

  /** Whether {@code downstream} depends on {@code upstream}, directly or not. */
  boolean dependsOn(Subject downstream, Subject upstream) {
    return !downstream.equals(upstream) && distance(downstream, upstream) > 0;
  }

  /** Over how many dependencies one reaches the other; -1 if it does not, 0 for the same. */
  int distance(Subject downstream, Subject upstream) {
    if (!downstream.stack().equals(upstream.stack())) {
      return -1;
    }
    Map<String, Integer> reached = new HashMap<>(Map.of(downstream.service(), 0));
    Deque<String> open = new ArrayDeque<>(List.of(downstream.service()));
    while (!open.isEmpty()) {
      String service = open.removeFirst();
      int steps = reached.getOrDefault(service, 0);
      if (service.equals(upstream.service())) {
        return steps;
      }
      for (String next : direct(downstream.stack(), service)) {
        if (reached.putIfAbsent(next, steps + 1) == null) {
          open.addLast(next);
        }
      }
    }
    return -1;
  }

  private Iterable<String> direct(String stack, String service) {
    TreeSet<String> on = new TreeSet<>(learned.getOrDefault(stack + '/' + service, List.of()));
    on.addAll(declared.stacks().getOrDefault(stack, Map.of()).getOrDefault(service, List.of()));
    return on;
  }
}
