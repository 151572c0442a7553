package io.tocsin.app.replay;

import io.tocsin.app.replay.Difference.Kind;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of two runs over the same record, side by side. What has the same id is the same
 * incident; so is, under other rules, what befell the same service of a stack at the same time.
 *
 * @param same how many are equal in all that is compared
 * @param differences by time
 */
public record Comparison(int same, List<Difference> differences) {

  /**
   * Compares.
   *
   * @param horizon how far both runs have seen; what goes on behind it is compared up to its onset
   */
  public static Comparison of(List<Incident> before, List<Incident> after, Instant horizon) {
    Map<String, Incident> left = new LinkedHashMap<>();
    after.forEach(incident -> left.put(incident.id(), incident));
    List<Incident> alone = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    int same = 0;
    for (Incident old : before) {
      Incident now = left.remove(old.id());
      if (now == null) {
        alone.add(old);
      } else {
        same += compare(old, now, horizon, differences) ? 1 : 0;
      }
    }
    for (Incident old : alone) {
      Incident now = partner(old, left.values());
      if (now == null) {
        differences.add(new Difference(Kind.GONE, old, null, List.of(old.title())));
      } else {
        left.remove(now.id());
        same += compare(old, now, horizon, differences) ? 1 : 0;
      }
    }
    left.values()
        .forEach(now -> differences.add(new Difference(Kind.NEW, null, now, List.of(now.title()))));
    differences.sort(Comparator.comparing(each -> each.incident().detectedAt()));
    return new Comparison(same, List.copyOf(differences));
  }

  public boolean isEqual() {
    return differences.isEmpty();
  }

  private static @Nullable Incident partner(Incident old, Collection<Incident> candidates) {
    return candidates.stream()
        .filter(now -> now.host().equals(old.host()) && now.stack().equals(old.stack()))
        .filter(now -> !Collections.disjoint(now.services(), old.services()))
        .filter(now -> overlap(now, old))
        .min(Comparator.comparing(now -> Duration.between(now.startedAt(), old.startedAt()).abs()))
        .orElse(null);
  }

  private static boolean overlap(Incident one, Incident other) {
    return !one.startedAt().isAfter(end(other)) && !other.startedAt().isAfter(end(one));
  }

  private static Instant end(Incident incident) {
    return Objects.requireNonNullElse(incident.resolvedAt(), Instant.MAX);
  }

  private static boolean compare(
      Incident old, Incident now, Instant horizon, List<Difference> differences) {
    List<String> what = new ArrayList<>();
    Kind kind = Kind.CHANGED;
    boolean goesOn = old.updatedAt().isAfter(horizon) || now.updatedAt().isAfter(horizon);
    if (!goesOn && !cause(old).equals(cause(now))) {
      kind = Kind.BLAMED;
      what.add("cause " + cause(old) + " → " + cause(now));
    }
    int order = now.detectedAt().compareTo(old.detectedAt());
    if (order != 0) {
      kind = kind == Kind.BLAMED ? kind : order < 0 ? Kind.EARLIER : Kind.LATER;
      what.add("rings " + distance(old.detectedAt(), now.detectedAt()));
    }
    add(what, "onset", old.startedAt(), now.startedAt());
    if (!goesOn) {
      add(what, "severity", old.severity(), now.severity());
      add(what, "end", old.resolvedAt(), now.resolvedAt());
      add(what, "services", new TreeSet<>(old.services()), new TreeSet<>(now.services()));
      compareFindings(old, now, what);
    }
    if (!what.isEmpty()) {
      differences.add(new Difference(kind, old, now, List.copyOf(what)));
    }
    return what.isEmpty();
  }

  private static void compareFindings(Incident old, Incident now, List<String> what) {
    Map<String, List<Incident.Observation>> before = byName(old);
    Map<String, List<Incident.Observation>> after = byName(now);
    before.forEach((name, findings) -> compareFindings(name, findings, after.remove(name), what));
    after.keySet().forEach(name -> what.add("with " + name));
  }

  private static void compareFindings(
      String name,
      List<Incident.Observation> before,
      @Nullable List<Incident.Observation> after,
      List<String> what) {
    if (after == null) {
      what.add("without " + name);
    } else if (before.size() != after.size()) {
      what.add("%s %d × → %d ×".formatted(name, before.size(), after.size()));
    } else {
      for (int i = 0; i < before.size(); i++) {
        add(what, name + " from", before.get(i).startedAt(), after.get(i).startedAt());
        add(what, name + " to", before.get(i).endedAt(), after.get(i).endedAt());
      }
    }
  }

  private static Map<String, List<Incident.Observation>> byName(Incident incident) {
    Map<String, List<Incident.Observation>> named = new LinkedHashMap<>();
    incident.findings().stream()
        .sorted(Comparator.comparing(Incident.Observation::startedAt))
        .forEach(each -> named.computeIfAbsent(name(each), none -> new ArrayList<>()).add(each));
    return named;
  }

  private static String name(Incident.Observation finding) {
    String of = finding.container().isEmpty() ? finding.service() : finding.container();
    return finding.detector() + " of " + of;
  }

  private static String cause(Incident incident) {
    return incident.cause().service() + " (" + incident.cause().detector() + ")";
  }

  private static void add(
      List<String> what, String name, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      boolean isClose = brief(before).equals(brief(after));
      what.add(
          name + " " + (isClose ? before + " → " + after : brief(before) + " → " + brief(after)));
    }
  }

  /** Times to the second, which is enough for people unless it is less that differs. */
  private static String brief(@Nullable Object value) {
    if (value == null) {
      return "none";
    }
    return value instanceof Instant time
        ? time.truncatedTo(ChronoUnit.SECONDS).toString()
        : value.toString();
  }

  private static String distance(Instant before, Instant after) {
    Duration distance = Duration.between(before, after);
    // What is less than a millisecond is told in full, or it would read as nothing.
    distance = distance.toMillis() == 0 ? distance : Duration.ofMillis(distance.toMillis());
    String text = distance.abs().toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    return text + (distance.isNegative() ? " earlier" : " later");
  }
}
