package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who named whom, in lines about connections that failed. */
final class Complaints {
  private static final String DETECTOR = "connection-errors";

  /** From so many lines on a complaint is no blip, and whoever makes it is hit. */
  private static final double SEVERAL = 3;

  private static final Comparator<Subject> BY_NAME = Comparator.comparing(Subject::key);

  private final Map<Subject, Map<Subject, String>> lines = new LinkedHashMap<>();
  private final Map<Subject, Set<Subject>> lasting = new LinkedHashMap<>();
  private final Map<Subject, Instant> latest = new LinkedHashMap<>();

  Complaints(Collection<Finding> findings, DependencyGraph graph) {
    for (Finding finding : findings) {
      for (String line : Testimony.of(finding).lines()) {
        graph.named(finding.subject(), line).forEach(named -> note(finding, named, line));
      }
    }
  }

  private void note(Finding finding, Subject named, String line) {
    lines
        .computeIfAbsent(named, subject -> new LinkedHashMap<>())
        .putIfAbsent(finding.subject(), line.strip());
    latest.merge(named, said(finding), (one, other) -> one.isAfter(other) ? one : other);
    if (finding.detector().equals(DETECTOR) && finding.value() >= SEVERAL) {
      lasting.computeIfAbsent(named, subject -> new TreeSet<>(BY_NAME)).add(finding.subject());
    }
  }

  /** When it was said; a start is told of later, with what was said at it. */
  private static Instant said(Finding finding) {
    return finding.detector().equals("startup-order") ? finding.startedAt() : finding.updatedAt();
  }

  /** Whether this service was still named then, or later. */
  boolean isNamedSince(Subject named, Instant when) {
    Instant last = latest.get(named);
    return last != null && !last.isBefore(when);
  }

  /** Who named this service, and the line of each. */
  Map<Subject, String> about(Subject named) {
    return lines.getOrDefault(named, Map.of());
  }

  /** The line in which a service names another first. */
  Optional<String> by(Subject complainer) {
    return lines.values().stream()
        .map(about -> about.get(complainer))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Who goes on complaining of one of these. */
  Set<Subject> lasting(Collection<Subject> named) {
    Set<Subject> complainers = new TreeSet<>(BY_NAME);
    named.forEach(each -> complainers.addAll(lasting.getOrDefault(each, Set.of())));
    return complainers;
  }
}
