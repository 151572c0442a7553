package io.tocsin.streams.incident;

import io.tocsin.streams.incident.Suspects.Suspect;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Tells the way from the symptom to the cause, a step a statement. */
final class Story {
  private static final int MOST_STEPS = 12;
  private static final int LOG_LINES = 3;

  private final Suspects suspects;
  private final DependencyGraph graph;

  Story(Suspects suspects, DependencyGraph graph) {
    this.suspects = suspects;
    this.graph = graph;
  }

  List<Incident.Step> steps(List<Finding> findings) {
    Suspect cause = suspects.first();
    List<Incident.Step> steps = new ArrayList<>();
    suspects.ranked().stream()
        .skip(1)
        .sorted(
            Comparator.<Suspect>comparingInt(s -> graph.distance(s.subject(), cause.subject()))
                .thenComparing(s -> s.finding().startedAt())
                .reversed())
        .limit(MOST_STEPS)
        .forEach(suspect -> steps.add(symptom(suspect, cause.subject())));
    findings.stream()
        .filter(finding -> finding.subject().equals(cause.subject()))
        .filter(finding -> !finding.id().equals(cause.finding().id()))
        .sorted(Comparator.comparingInt((Finding finding) -> Nature.of(finding).rank()).reversed())
        .limit(MOST_STEPS)
        .forEach(finding -> steps.add(step(finding, finding.summary())));
    steps.add(step(cause.finding(), cause.finding().summary()));
    return steps;
  }

  private Incident.Step symptom(Suspect suspect, Subject cause) {
    String link =
        graph.dependsOn(suspect.subject(), cause)
            ? "; %s depends on %s".formatted(suspect.subject().service(), cause.service())
            : "";
    return step(suspect.finding(), suspect.finding().summary() + link);
  }

  private static Incident.Step step(Finding finding, String statement) {
    return new Incident.Step(finding.subject().service(), statement, evidence(finding.evidence()));
  }

  private static List<String> evidence(Map<String, Object> evidence) {
    List<String> lines = new ArrayList<>();
    put(lines, evidence, "exitCode", "exit code ");
    put(lines, evidence, "error", "engine: ");
    put(lines, evidence, "limit", "memory limit ");
    put(lines, evidence, "probeOutput", "probe: ");
    put(lines, evidence, "meaning", "");
    last(lines, evidence.get("logs"));
    last(lines, evidence.get("samples"));
    last(lines, evidence.get("actions"));
    return lines;
  }

  private static void put(
      List<String> lines, Map<String, Object> evidence, String name, String prefix) {
    Object value = evidence.get(name);
    if (value != null) {
      lines.add(prefix + value);
    }
  }

  private static void last(List<String> lines, @org.jspecify.annotations.Nullable Object entries) {
    if (entries instanceof List<?> list) {
      list.subList(Math.max(0, list.size() - LOG_LINES), list.size())
          .forEach(line -> lines.add(String.valueOf(line)));
    }
  }
}
