package io.tocsin.bench.faults;

import io.tocsin.bench.engine.Telling;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts each incident down to a fault: one of its stack (or, for a storm of calls, one that holds
 * that finding) and of its time; where a stack has two, the one whose services it names. What
 * remains is a false incident. Only what was posted counts.
 */
final class Judge {
  private final List<Fault> faults;
  private final Map<String, Instant> posted = new LinkedHashMap<>();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final Map<String, String> merged;
  private final Map<Fault, List<Incident>> told = new HashMap<>();
  private final List<Incident> strays = new ArrayList<>();

  /**
   * What was heard.
   *
   * @param posts in the order in which they came
   * @param cleared each incident as it stood when its fault was cleared
   * @param merged incidents that became part of others, by id
   */
  record Heard(List<Telling> posts, Map<String, Incident> cleared, Map<String, String> merged) {}

  Judge(List<Fault> faults, Heard heard) {
    this.faults = faults;
    this.merged = heard.merged();
    for (Telling post : heard.posts()) {
      if (post.isAlarm()) {
        posted.putIfAbsent(post.incident().id(), post.at());
        incidents.put(post.incident().id(), post.incident());
      }
    }
    incidents.replaceAll((id, last) -> heard.cleared().getOrDefault(id, last));
    incidents.values().forEach(this::assign);
  }

  List<Outcome> outcomes() {
    return faults.stream().map(this::outcome).toList();
  }

  /** What was told although nothing was wrong there. */
  List<Incident> strays() {
    return List.copyOf(strays);
  }

  private void assign(Incident incident) {
    Optional<Fault> fault =
        faults.stream()
            .filter(each -> each.covers(incident.detectedAt()) && isOf(each, incident))
            .max(
                Comparator.<Fault>comparingLong(each -> overlap(each, incident))
                    .thenComparing(Fault::at, Comparator.reverseOrder()));
    fault.ifPresentOrElse(
        each -> told.computeIfAbsent(each, key -> new ArrayList<>()).add(incident),
        () -> strays.add(incident));
  }

  private static boolean isOf(Fault fault, Incident incident) {
    return fault.isOfEngine()
        ? incident.findings().stream()
            .anyMatch(finding -> finding.detector().equals(fault.plan().kind().wireName()))
        : incident.stack().equals(fault.stack().name());
  }

  private static long overlap(Fault fault, Incident incident) {
    return incident.services().stream().filter(fault.concerned()::contains).count();
  }

  private Outcome outcome(Fault fault) {
    List<Incident> all = new ArrayList<>(told.getOrDefault(fault, List.of()));
    all.sort(Comparator.comparing(incident -> posted(incident)));
    Duration delay = all.isEmpty() ? null : Duration.between(fault.at(), posted(all.get(0)));
    List<Incident> own = new ArrayList<>(all);
    own.removeIf(incident -> merged.containsKey(incident.id()));
    return new Outcome(fault, List.copyOf(own), all.size() - own.size(), delay);
  }

  private Instant posted(Incident incident) {
    return posted.getOrDefault(incident.id(), incident.detectedAt());
  }
}
