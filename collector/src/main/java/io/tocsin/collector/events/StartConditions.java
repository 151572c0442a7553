package io.tocsin.collector.events;

import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.collector.inventory.Inspection;
import io.tocsin.collector.inventory.Known;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerFacts.Dependency;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the dependencies of each container were when it was started, as far as it was seen. */
final class StartConditions {
  private static final String STARTING = "starting";
  private static final String UNHEALTHY = "unhealthy";

  /** Of several replicas the best counts: one is enough to depend on. */
  private static final List<String> BEST_FIRST =
      List.of("healthy", "none", STARTING, UNHEALTHY, "absent");

  private final ContainerBook book;
  private final Map<String, List<Dependency>> found = new ConcurrentHashMap<>();

  StartConditions(ContainerBook book) {
    this.book = book;
  }

  /** Looks at the dependencies of a container that has just been started. */
  void started(Known container) {
    List<Dependency> dependencies =
        container.labels().dependencies().stream()
            .map(dependency -> look(container.subject(), dependency))
            .toList();
    if (!dependencies.isEmpty()) {
      found.put(container.id(), dependencies);
    }
  }

  private Dependency look(Subject from, Dependency on) {
    Subject subject = new Subject(from.host(), from.stack(), on.service());
    String best = "absent";
    for (Known each : book.all()) {
      String health = each.subject().equals(subject) ? health(each) : null;
      if (health != null && BEST_FIRST.indexOf(health) < BEST_FIRST.indexOf(best)) {
        best = health;
      }
    }
    return new Dependency(on.service(), on.condition(), best);
  }

  private static @Nullable String health(Known container) {
    Inspection seen = container.inspection();
    if (seen == null) {
      return null;
    }
    if (seen.facts().healthCheck() == null) {
      return container.isRunning() ? "none" : null;
    }
    String status = seen.state().health() == null ? STARTING : seen.state().health().status();
    return isOfThisRun(container, seen) || status.equals(UNHEALTHY) ? status : STARTING;
  }

  /** What was healthy before it was stopped or started again is not yet healthy now. */
  private static boolean isOfThisRun(Known container, Inspection seen) {
    Instant start = container.lastStart();
    return container.isRunning() && start != null && !seen.facts().at().isBefore(start);
  }

  /** The facts with what was found. */
  ContainerFacts complete(ContainerFacts facts) {
    List<Dependency> dependencies = found.get(facts.container().id());
    return dependencies == null ? facts : facts.withDependencies(dependencies);
  }

  /** What was found, in Compose's notation; empty for no dependencies. */
  String describe(String containerId) {
    return found.getOrDefault(containerId, List.of()).stream()
        .map(each -> each.service() + ':' + each.condition() + ':' + each.healthAtStart())
        .collect(Collectors.joining(","));
  }

  void forget(String containerId) {
    found.remove(containerId);
  }
}
