package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a person would do next, with the real names. */
final class Advice {
  private static final int MOST = 6;

  private Advice() {}

  /** For the cause first, then for what else was found, without repetition. */
  static List<String> of(Finding cause, List<Finding> findings) {
    Set<String> advice = new LinkedHashSet<>(lines(cause));
    findings.stream()
        .filter(finding -> finding.subject().equals(cause.subject()))
        .forEach(finding -> advice.addAll(lines(finding)));
    return advice.stream().limit(MOST).toList();
  }

  private static List<String> lines(Finding finding) {
    String container =
        finding.container().isEmpty() ? finding.subject().service() : finding.container();
    return switch (finding.detector()) {
      case "restart-rate", "exited" ->
          List.of(
              "Read its last lines: docker logs --tail 100 " + container,
              "If it began with a deployment, go back to the image before it.",
              "Start it by hand once the reason is mended: docker start " + container);
      case "start-failed" ->
          List.of("The engine's own words are in the evidence: docker inspect " + container);
      case "oom-kill" ->
          with(
              MemoryAdvice.raise(finding, container),
              "Then look for what grew: a heap dump, a cache without a bound, a request too large.");
      case "memory-ratio" ->
          with(
              MemoryAdvice.raise(finding, container),
              "See whether it goes on growing: docker stats " + container);
      case "memory-forecast" ->
          with(
              MemoryAdvice.raise(finding, container),
              "Take a heap dump or a profile before the kernel kills it (about %s)."
                  .formatted(finding.evidence().getOrDefault("meetsLimitAt", "soon")));
      case "cpu-throttling" ->
          List.of(
              "Raise its quota, or have it use fewer threads: docker update --cpus … " + container);
      case Nature.API_STORM ->
          List.of(
              "Find who calls the engine: a script in a loop, a watchdog, a CI job on this host ("
                  + finding.subject().host()
                  + ")",
              "Stop it before mending what it broke, or it will break it again.");
      case Nature.FORCE_REMOVAL ->
          List.of(
              "Ask who removed it: docker stop before docker rm lets it end in order.",
              "Start %s again: %s".formatted(finding.subject().service(), up(finding.subject())));
      case "unhealthy" ->
          List.of(
              "Run its health check by hand: docker inspect -f '{{json .State.Health}}' "
                  + container);
      case "startup-order" ->
          List.of(
              "Let it wait: depends_on with condition: service_healthy, for %s in the service %s"
                  .formatted(
                      finding.evidence().getOrDefault("notReady", "each dependency"),
                      finding.subject().service()),
              "Let it try again by itself too: the engine's own restarts know no order.");
      case "audit" -> List.of("Mend it in the Compose file when there is time; nothing is broken.");
      case "error-spike" ->
          List.of(
              "The most frequent lines are in the evidence; read on: docker logs --since 10m "
                  + of(finding));
      case Nature.COLLECTOR_SILENT ->
          List.of(
              "Look at the host %s: is it up, does its engine answer (docker info), does tocsin run?"
                  .formatted(finding.subject().host()));
      case Nature.TELEMETRY_GAP ->
          List.of("Take silence in that time for ignorance, not for health.");
      default -> List.of();
    };
  }

  private static List<String> with(List<String> first, String last) {
    List<String> all = new ArrayList<>(first);
    all.add(last);
    return all;
  }

  private static String of(Finding finding) {
    return String.valueOf(
        finding.evidence().getOrDefault("container", finding.subject().service()));
  }

  private static String up(Subject subject) {
    return subject.stack().isEmpty()
        ? "docker run … --name " + subject.service()
        : "docker compose -p %s up -d %s".formatted(subject.stack(), subject.service());
  }
}
