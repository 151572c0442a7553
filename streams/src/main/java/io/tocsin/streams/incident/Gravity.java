package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How bad an incident is. That follows what is hit: trouble of a service that the stack can do
 * without counts one degree less, and a stack of which nothing is left is critical, however mildly
 * each of its services was found.
 */
final class Gravity {
  /** Fewer services than this are no stack that could be down as a whole. */
  private static final int A_STACK = 3;

  private final DependencyGraph graph;

  Gravity(DependencyGraph graph) {
    this.graph = graph;
  }

  Severity of(Collection<Finding> findings) {
    Severity severity = findings.stream().map(this::of).reduce(Severity.INFO, Severity::max);
    return severity == Severity.WARNING && isAllDown(findings) ? Severity.CRITICAL : severity;
  }

  private Severity of(Finding finding) {
    if (!graph.isOptional(finding.subject())) {
      return finding.severity();
    }
    return finding.severity() == Severity.CRITICAL ? Severity.WARNING : Severity.INFO;
  }

  /** Whether the stack can do without all that is hit. */
  boolean isDegraded(Collection<Finding> findings) {
    return findings.stream().allMatch(finding -> graph.isOptional(finding.subject()));
  }

  private boolean isAllDown(Collection<Finding> findings) {
    Set<Subject> hit =
        findings.stream()
            .filter(finding -> finding.isFiring() && !Information.isInformation(finding))
            .map(Finding::subject)
            .collect(Collectors.toSet());
    return hit.stream().map(Subject::stack).distinct().anyMatch(stack -> isDown(stack, hit));
  }

  private boolean isDown(String stack, Set<Subject> hit) {
    String host = hit.iterator().next().host();
    List<Subject> needed =
        graph.services(stack).stream()
            .map(service -> new Subject(host, stack, service))
            .filter(subject -> !graph.isOptional(subject))
            .toList();
    return !stack.isEmpty() && needed.size() >= A_STACK && hit.containsAll(needed);
  }
}
