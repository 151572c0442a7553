package io.tocsin.streams.incident;

import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** An incident while it is followed. */
final class Case {
  /** More findings than a person will ever read; the rest is counted in those that are told. */
  private static final int MOST_FINDINGS = 100;

  /** But all services are named, as long as this is no list of all the world. */
  private static final long MOST_SERVICES = 300;

  private final String id;
  private final String anchor;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private int revision;
  private @Nullable String mergedInto;
  private @Nullable Incident last;
  private @Nullable Signature told;

  /** What must change for a new revision, and so for another post. */
  record Signature(
      Incident.State state,
      Severity severity,
      Subject cause,
      String detector,
      SortedSet<String> services) {}

  /**
   * What is kept.
   *
   * @param anchor the finding that opened it
   */
  record State(
      String id,
      @Nullable String anchor,
      int revision,
      @Nullable Signature told,
      List<Finding> findings,
      @Nullable String mergedInto) {}

  private Case(String id, String anchor) {
    this.id = id;
    this.anchor = anchor;
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
    Case opened = new Case(id, first.id());
    opened.put(first);
    return opened;
  }

  static Case restore(State kept) {
    String anchor = kept.anchor() == null ? "" : kept.anchor();
    Case restored = new Case(kept.id(), anchor);
    kept.findings().forEach(restored::put);
    restored.revision = kept.revision();
    restored.told = kept.told();
    restored.mergedInto = kept.mergedInto();
    return restored;
  }

  State state() {
    return new State(id, anchor, revision, told, List.copyOf(findings.values()), mergedInto);
  }

  String id() {
    return id;
  }

  /** The finding by which it goes on, whichever others come and go. */
  Finding anchor() {
    Finding opening = findings.get(anchor);
    return opening == null ? Collections.min(all(), Grouping.IN_TIME) : opening;
  }

  boolean isAnchoredBy(Finding finding) {
    return finding.id().equals(anchor);
  }

  Instant detectedAt() {
    return Collections.min(all(), Grouping.IN_TIME).detectedAt();
  }

  Instant updatedAt() {
    return Collections.max(findings.values(), Comparator.comparing(Finding::updatedAt)).updatedAt();
  }

  /** Takes news of a finding in. */
  void put(Finding finding) {
    findings.put(finding.id(), finding);
  }

  /** Consists of these from now on, and says whether that is something else than before. */
  boolean become(Collection<Finding> parts) {
    Set<String> before = isMerged() ? Set.of() : Set.copyOf(findings.keySet());
    findings.clear();
    fewer(parts).forEach(this::put);
    mergedInto = null;
    return !before.equals(findings.keySet());
  }

  /**
   * The first, those that are not over, and the most telling of each service give way last when
   * there are too many.
   */
  private Collection<Finding> fewer(Collection<Finding> parts) {
    if (parts.size() <= MOST_FINDINGS) {
      return parts;
    }
    Finding first = Collections.min(parts, Grouping.IN_TIME);
    Map<String, Integer> places = places(parts);
    long services = parts.stream().map(Finding::subject).distinct().count();
    return parts.stream()
        .sorted(
            Comparator.comparing((Finding each) -> !each.equals(first) && !isAnchoredBy(each))
                .thenComparing(each -> !each.isFiring())
                .thenComparing((Finding each) -> places.getOrDefault(each.id(), 0))
                .thenComparing(Grouping.IN_TIME))
        .limit(Math.max(MOST_FINDINGS, Math.min(MOST_SERVICES, services) + 2))
        .toList();
  }

  /** The how manieth it is of what was found of its service, the most telling first. */
  private static Map<String, Integer> places(Collection<Finding> parts) {
    Map<String, Integer> places = new HashMap<>();
    Map<Subject, Integer> found = new HashMap<>();
    parts.stream()
        .sorted(Scene.TELLING)
        .forEach(each -> places.put(each.id(), found.merge(each.subject(), 1, Integer::sum)));
    return places;
  }

  /** Goes on as a part of another; should they part again, it is remembered what was told. */
  void merge(Case into) {
    mergedInto = into.id();
    findings.values().retainAll(Set.of(anchor()));
  }

  boolean isMerged() {
    return mergedInto != null;
  }

  /** Whether this says more than what was told last. */
  boolean isNews(Incident incident) {
    boolean isNews = !incident.equals(last);
    last = incident;
    return isNews;
  }

  /** How often it was over and began again. */
  int reopened() {
    List<Finding> inTime = all().stream().sorted(Grouping.IN_TIME).toList();
    Instant over = inTime.get(0).detectedAt();
    int reopened = 0;
    for (Finding finding : inTime) {
      reopened += finding.detectedAt().isAfter(over) ? 1 : 0;
      Instant end = finding.isFiring() ? Instant.MAX : finding.updatedAt();
      over = end.isAfter(over) ? end : over;
    }
    return reopened;
  }

  boolean contains(String findingId) {
    return findings.containsKey(findingId);
  }

  /** Everything that was found, as it is told: in whatever order it came, it reads the same. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings.values());
    all.sort(Comparator.comparing(Information::isInformation).thenComparing(Grouping.IN_TIME));
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

  /** Information that has joined trouble. */
  List<Finding> passengers() {
    return isInformation()
        ? List.of()
        : findings.values().stream().filter(Information::isInformation).toList();
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
    return all().stream()
        .map(Finding::startedAt)
        .min(Instant::compareTo)
        .orElseGet(this::detectedAt);
  }

  /** How often it has been told something new. */
  int revision() {
    return revision;
  }

  /** It was told so often before it was dropped. */
  void goOnFrom(int before) {
    revision = before;
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
