package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Telling;
import io.tocsin.bench.soak.Outcome.Hit;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what was told with what happened.
 *
 * <p>A fault is hit when an incident of its stack holds a finding of a detector that should tell
 * it, on the service that fails, before its deadline. What else is posted about its stack from its
 * beginning until a minute after its end is a repeat; what is posted about nobody's fault is a
 * false alarm.
 */
final class Judge {
  /** The clocks of the engine and of this process are one; the events' times may be rounded. */
  private static final Duration SLACK = Duration.ofMillis(20);

  private final List<Telling> posted;
  private final List<Telling> known;
  private final List<Fault> faults;

  /**
   * @param posted in the order in which they came
   * @param known the last that is known of each incident, posted or not
   */
  Judge(List<Telling> posted, List<Telling> known, List<Fault> faults) {
    this.posted = posted;
    this.known = known;
    this.faults = faults;
  }

  /** What was made of each fault. */
  List<Outcome> outcomes() {
    return faults.stream().map(this::outcome).toList();
  }

  /** The first post of each incident that was nobody's fault. */
  List<Telling> falseAlarms() {
    return firstAlarms().stream()
        .filter(alarm -> faults.stream().noneMatch(fault -> isAbout(alarm, fault)))
        .toList();
  }

  /** The first post of each incident that was a warning or worse. */
  List<Telling> firstAlarms() {
    Map<String, Telling> first = new LinkedHashMap<>();
    posted.stream()
        .filter(Telling::isAlarm)
        .forEach(telling -> first.putIfAbsent(telling.incident().id(), telling));
    return List.copyOf(first.values());
  }

  private Outcome outcome(Fault fault) {
    Optional<Hit> hit = posts(fault).or(() -> sightings(fault));
    String told = hit.map(Hit::incident).orElse("");
    List<Telling> others = new ArrayList<>(firstAlarms());
    others.removeIf(alarm -> !isAbout(alarm, fault) || alarm.incident().id().equals(told));
    return new Outcome(fault, hit.orElse(null), List.copyOf(others), endedEarly(fault, told));
  }

  private Optional<Hit> posts(Fault fault) {
    return posted.stream()
        .filter(telling -> isAbout(telling, fault) && !telling.at().isAfter(fault.deadline()))
        .flatMap(
            telling ->
                findings(telling, fault).stream()
                    .limit(1)
                    .map(
                        finding ->
                            hit(telling, finding, Duration.between(fault.at(), telling.at()))))
        .findFirst();
  }

  /** What joined an incident without being news, or is no matter for a post. */
  private Optional<Hit> sightings(Fault fault) {
    return known.stream()
        .filter(telling -> !fault.kind().told().posted() || wasPosted(telling.incident().id()))
        .filter(telling -> concerns(telling.incident(), fault))
        .flatMap(
            telling ->
                findings(telling, fault).stream()
                    .filter(finding -> isInTime(finding.detectedAt(), fault))
                    .map(
                        finding ->
                            hit(
                                telling,
                                finding,
                                Duration.between(fault.at(), finding.detectedAt()))))
        .min(Comparator.comparing(Hit::delay));
  }

  private boolean wasPosted(String id) {
    return posted.stream().anyMatch(telling -> telling.incident().id().equals(id));
  }

  private static Hit hit(Telling telling, Incident.Observation finding, Duration delay) {
    return new Hit(telling.incident().id(), finding.detector(), delay);
  }

  private static boolean isInTime(Instant at, Fault fault) {
    return !at.isBefore(fault.at().minus(SLACK)) && !at.isAfter(fault.deadline());
  }

  /** The findings that tell it, those of its own detector first. */
  private static List<Incident.Observation> findings(Telling telling, Fault fault) {
    Kind.Told told = fault.kind().told();
    return telling.incident().findings().stream()
        .filter(finding -> told.includes(finding.detector()))
        .filter(finding -> finding.service().equals(told.service()))
        .sorted(Comparator.comparing(finding -> !finding.detector().equals(told.detector())))
        .toList();
  }

  private static boolean isAbout(Telling telling, Fault fault) {
    return concerns(telling.incident(), fault)
        && !telling.at().isBefore(fault.at().minus(SLACK))
        && !telling.at().isAfter(fault.end());
  }

  private static boolean concerns(Incident incident, Fault fault) {
    Set<String> detectors =
        incident.findings().stream()
            .map(Incident.Observation::detector)
            .collect(Collectors.toSet());
    return incident.stack().equals(fault.stack())
        || (fault.kind().told().isOfEngine() && detectors.contains(fault.kind().told().detector()));
  }

  private boolean endedEarly(Fault fault, String incident) {
    Instant cleared = fault.cleared();
    return cleared != null
        && fault.kind().timing().lasting()
        && posted.stream()
            .filter(telling -> telling.incident().id().equals(incident))
            .anyMatch(telling -> !telling.incident().isOpen() && telling.at().isBefore(cleared));
  }
}
