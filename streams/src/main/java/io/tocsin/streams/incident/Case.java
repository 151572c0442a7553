package io.tocsin.streams.incident;

import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** An incident while it is followed. */
final class Case {
  /** More findings than a person will ever read; the rest is counted in those that are told. */
  private static final int MOST_FINDINGS = 100;

  private final String id;
  private final Instant detectedAt;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private int revision;
  private @Nullable Signature told;
  private Instant updatedAt;

  /** What must change for a new revision, and so for another post. */
  record Signature(
      Incident.State state,
      Severity severity,
      Subject cause,
      String detector,
      SortedSet<String> services) {}

  /** What is kept. */
  record State(
      String id,
      Instant detectedAt,
      Instant updatedAt,
      int revision,
      @Nullable Signature told,
      List<Finding> findings) {}

  private Case(String id, Instant detectedAt) {
    this.id = id;
    this.detectedAt = detectedAt;
    updatedAt = detectedAt;
  }

  /** A new one: named by what happened, so that a replay names it alike. */
  static Case open(Finding first) {
    Subject subject = first.subject();
    String id =
        Digest.of(
            subject.host(),
            subject.stack(),
            subject.service(),
            first.detector(),
            first.startedAt());
    Case opened = new Case(id, first.detectedAt());
    opened.put(first);
    return opened;
  }

  static Case restore(State kept) {
    Case restored = new Case(kept.id(), kept.detectedAt());
    kept.findings().forEach(finding -> restored.findings.put(finding.id(), finding));
    restored.revision = kept.revision();
    restored.told = kept.told();
    restored.updatedAt = kept.updatedAt();
    return restored;
  }

  State state() {
    return new State(id, detectedAt, updatedAt, revision, told, List.copyOf(findings.values()));
  }

  String id() {
    return id;
  }

  Instant detectedAt() {
    return detectedAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /**
   * Takes a finding in, or its news; the earliest that is over gives way when there are too many.
   */
  void put(Finding finding) {
    if (!findings.containsKey(finding.id()) && findings.size() >= MOST_FINDINGS) {
      findings.values().stream()
          .filter(old -> !old.isFiring())
          .findFirst()
          .ifPresent(old -> findings.remove(old.id()));
    }
    if (findings.containsKey(finding.id()) || findings.size() < MOST_FINDINGS) {
      findings.put(finding.id(), finding);
    }
    updatedAt = finding.updatedAt().isAfter(updatedAt) ? finding.updatedAt() : updatedAt;
  }

  boolean contains(String findingId) {
    return findings.containsKey(findingId);
  }

  /** Everything that was found, as it is told. */
  List<Finding> findings() {
    return new ArrayList<>(findings.values());
  }

  /** Whether nothing is wrong: it consists of information. */
  boolean isInformation() {
    return findings.values().stream().allMatch(Information::isInformation);
  }

  /**
   * The findings that make the incident what it is. Information that has joined trouble changes
   * neither its cause nor its services, nor when it begins and ends.
   */
  Collection<Finding> all() {
    return isInformation()
        ? findings.values()
        : findings.values().stream()
            .filter(finding -> !Information.isInformation(finding))
            .toList();
  }

  boolean isOpen() {
    return all().stream().anyMatch(Finding::isFiring);
  }

  /** When the last finding ended; null while one fires. */
  @Nullable Instant resolvedAt() {
    Instant last = null;
    for (Finding finding : all()) {
      if (finding.isFiring()) {
        return null;
      }
      Instant end = finding.endedAt();
      last = end != null && (last == null || end.isAfter(last)) ? end : last;
    }
    return last;
  }

  Instant startedAt() {
    return all().stream().map(Finding::startedAt).min(Instant::compareTo).orElse(detectedAt);
  }

  /** When the trouble that came last began. */
  Instant latestOnset() {
    return all().stream().map(Finding::startedAt).max(Instant::compareTo).orElse(detectedAt);
  }

  Severity severity() {
    return findings.values().stream().map(Finding::severity).reduce(Severity.INFO, Severity::max);
  }

  /** The revision under which this is told: a new one only if it differs in what matters. */
  int revise(Signature now) {
    if (!now.equals(told)) {
      told = now;
      revision++;
    }
    return revision;
  }
}
