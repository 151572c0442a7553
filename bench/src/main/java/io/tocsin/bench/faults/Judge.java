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
  private final Map<String, Episode> episodes = new LinkedHashMap<>();
  private final Map<String, String> merged;
  private final Map<Fault, List<Episode>> told = new HashMap<>();
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
    Map<String, Integer> ends = new HashMap<>();
    for (Telling post : heard.posts()) {
      if (post.isAlarm()) {
        hear(post, ends);
      }
    }
    heard.cleared().forEach((id, last) -> episodes.computeIfPresent(id, (k, e) -> e.asOf(last)));
    episodes.values().forEach(this::assign);
  }

  /** An incident that comes back after its end is the same one, and told anew. */
  private void hear(Telling post, Map<String, Integer> ends) {
    Incident incident = post.incident();
    String id = incident.id();
    int earlier = ends.getOrDefault(id, 0);
    Instant began = earlier == 0 ? incident.detectedAt() : post.at();
    episodes.merge(
        earlier == 0 ? id : id + '/' + earlier,
        new Episode(began, post.at(), incident),
        (before, now) -> before.asOf(incident));
    if (!incident.isOpen()) {
      ends.merge(id, 1, Integer::sum);
    }
  }

  List<Outcome> outcomes() {
    return faults.stream().map(this::outcome).toList();
  }

  /** What was told although nothing was wrong there. */
  List<Incident> strays() {
    return List.copyOf(strays);
  }

  private void assign(Episode episode) {
    Incident incident = episode.incident();
    Optional<Fault> fault =
        faults.stream()
            .filter(each -> each.covers(episode.began()) && isOf(each, incident))
            .max(
                Comparator.<Fault>comparingLong(each -> overlap(each, incident))
                    .thenComparing(Fault::at, Comparator.reverseOrder()));
    fault.ifPresentOrElse(
        each -> told.computeIfAbsent(each, key -> new ArrayList<>()).add(episode),
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
    List<Episode> all = new ArrayList<>(told.getOrDefault(fault, List.of()));
    all.sort(Comparator.comparing(Episode::told));
    Duration delay = all.isEmpty() ? null : Duration.between(fault.at(), all.get(0).told());
    List<Incident> own =
        all.stream()
            .map(Episode::incident)
            .filter(incident -> !merged.containsKey(incident.id()))
            .toList();
    return new Outcome(fault, own, all.size() - own.size(), delay);
  }

  /**
   * One time that an incident was open.
   *
   * @param began when it was detected, or came back
   * @param told when its first post came in
   * @param incident as it stood last
   */
  private record Episode(Instant began, Instant told, Incident incident) {
    Episode asOf(Incident last) {
      return new Episode(began, told, last);
    }
  }
}
