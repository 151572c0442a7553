package io.tocsin.streams.incident;

import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private Instant detectedAt;
  private int revision;
  private int reopened;
  private @Nullable Incident last;
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
      List<Finding> findings,
      int reopened) {}

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
    restored.reopened = kept.reopened();
    return restored;
  }

  State state() {
    return new State(
        id, detectedAt, updatedAt, revision, told, List.copyOf(findings.values()), reopened);
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
    boolean wasOver = !findings.isEmpty() && !isOpen();
    add(finding);
    reopened += wasOver && isOpen() ? 1 : 0;
  }

  private void add(Finding finding) {
    if (!findings.containsKey(finding.id()) && findings.size() >= MOST_FINDINGS) {
      findings.values().stream()
          .filter(old -> !old.isFiring())
          .findFirst()
          .ifPresent(old -> findings.remove(old.id()));
    }
    if (findings.containsKey(finding.id()) || findings.size() < MOST_FINDINGS) {
      findings.put(finding.id(), finding);
    }
    detectedAt = finding.detectedAt().isBefore(detectedAt) ? finding.detectedAt() : detectedAt;
    updatedAt = finding.updatedAt().isAfter(updatedAt) ? finding.updatedAt() : updatedAt;
  }

  /** Takes over all of another, which has turned out to be a part of this one. */
  void absorb(Case part) {
    part.findings.values().forEach(this::add);
  }

  /** Whether this says more than what was told last. */
  boolean isNews(Incident incident) {
    boolean isNews = !incident.equals(last);
    last = incident;
    return isNews;
  }

  /** How often it was over and began again. */
  int reopened() {
    return reopened;
  }

  /** Whether it has been told of. */
  boolean isTold() {
    return revision > 0;
  }

  boolean contains(String findingId) {
    return findings.containsKey(findingId);
  }

  /** Everything that was found, as it is told: in whatever order it came, it reads the same. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings.values());
    all.sort(
        Comparator.comparing(Information::isInformation)
            .thenComparing(Finding::detectedAt)
            .thenComparing(Finding::id));
    return all;
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

  /** The revision under which this is told: a new one only if it differs in what matters. */
  int revise(Signature now) {
    if (!now.equals(told)) {
      told = now;
      revision++;
    }
    return revision;
  }
}
