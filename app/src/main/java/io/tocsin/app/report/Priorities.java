package io.tocsin.app.report;

import io.tocsin.app.report.Conclusion.Facts;
import io.tocsin.app.report.Report.Notice;
import io.tocsin.app.report.Report.Priority;
import io.tocsin.app.report.Report.ServiceRow;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What to mend first: P0 is critical and reaches users, P1 is one of the two, P2 neither. What
 * makes most of the errors of a service that users cannot reach is critical.
 */
final class Priorities {
  private static final double MOST_OF = 0.5;
  private static final double NOTABLE = 0.02;
  private static final int MOST = 14;
  private static final int LOOP = 3;

  private final Facts facts;
  private final Set<Place> reached = new HashSet<>();
  private final List<Priority> all = new ArrayList<>();

  private Priorities(Facts facts) {
    this.facts = facts;
    for (ServiceRow row : facts.services()) {
      if (row.failed() > 0 || row.lostMinutes() > 0) {
        reached.add(Place.of(row.subject()));
      }
    }
  }

  static List<Priority> of(
      Facts facts, List<Ends.ExitRow> exits, List<Notice> notices, List<Finding> audit) {
    Priorities priorities = new Priorities(facts);
    Predicate<Cluster> isOfCause =
        each -> !facts.incidents().isEmpty() && each.isOf(facts.incidents().get(0));
    List<Cluster> clusters = facts.clusters().stream().limit(MOST).toList();
    clusters.stream().filter(isOfCause).forEach(priorities::cluster);
    facts.incidents().stream().limit(MOST).forEach(priorities::incident);
    clusters.stream().filter(isOfCause.negate()).forEach(priorities::cluster);
    exits.stream().filter(row -> row.code() != 0).limit(MOST).forEach(priorities::exit);
    notices.stream().limit(MOST / 2).forEach(priorities::notice);
    audit.stream().limit(MOST / 2).forEach(priorities::audit);
    return priorities.all.stream()
        .sorted(Comparator.comparing(Priority::rank))
        .limit(MOST)
        .toList();
  }

  private void cluster(Cluster cluster) {
    double share = facts.errors() == 0 ? 0 : cluster.count() / (double) facts.errors();
    if (!cluster.isError() || (share < NOTABLE && !cluster.isRequest())) {
      return;
    }
    boolean critical = share >= MOST_OF;
    boolean reaches = cluster.isRequest() || reached.contains(Place.of(cluster.subject()));
    add(
        rank(critical, reaches),
        facts.places().who(cluster.subject()) + ": " + cluster.template(),
        critical ? "critical" : "error",
        impact(Set.of(Place.of(cluster.subject()))),
        String.format(
            Locale.ROOT,
            "%,d entries, %.1f %% of all %,d errors",
            cluster.count(),
            share * 100,
            facts.errors()));
  }

  private void incident(Incident incident) {
    Set<Place> hit =
        incident.services().stream()
            .map(service -> new Place(incident.stack(), service))
            .collect(Collectors.toSet());
    boolean reaches = hit.stream().anyMatch(reached::contains);
    boolean critical = incident.severity() == Severity.CRITICAL;
    boolean isInfo = incident.severity() == Severity.INFO;
    add(
        isInfo ? "P2" : rank(critical, reaches),
        facts.places().isOfSeveralStacks() && !incident.stack().isEmpty()
            ? incident.stack() + ": " + incident.title()
            : incident.title(),
        incident.severity().wireName(),
        isInfo ? "none yet" : impact(hit),
        incident.cause().summary());
  }

  private void exit(Ends.ExitRow row) {
    long times = Math.max(row.events(), row.lines());
    Place place = Place.of(row.subject());
    boolean loops = times >= LOOP;
    add(
        rank(loops, reached.contains(place)),
        facts.places().name(row.subject()) + " ends with exit code " + row.code(),
        loops ? "critical" : "error",
        impact(Set.of(place)),
        Words.count(times, "time") + " in the record");
  }

  private void notice(Notice notice) {
    add(
        "P2",
        facts.places().name(notice.subject()) + ": " + notice.template(),
        "info",
        "none yet",
        "%,d warnings of what will be gone".formatted(notice.count()));
  }

  private void audit(Finding finding) {
    add("P2", "audit of " + place(finding), "info", "none yet", finding.summary());
  }

  private static String place(Finding finding) {
    return finding.subject().stack().isEmpty()
        ? finding.subject().host()
        : finding.subject().stack();
  }

  private static String rank(boolean critical, boolean reaches) {
    return critical && reaches ? "P0" : critical || reaches ? "P1" : "P2";
  }

  /** Of all the services: failed requests add up, of lost minutes those of the worst count. */
  private String impact(Set<Place> places) {
    List<ServiceRow> hit =
        facts.services().stream()
            .filter(row -> places.contains(Place.of(row.subject())))
            .filter(row -> row.failed() > 0 || row.lostMinutes() > 0)
            .toList();
    return hit.stream()
        .max(Comparator.comparingInt(ServiceRow::lostMinutes))
        .map(
            worst ->
                "%s, %,d of %s lost"
                    .formatted(
                        Words.count(
                            hit.stream().mapToLong(ServiceRow::failed).sum(), "failed request"),
                        worst.lostMinutes(),
                        Words.count(worst.minutes(), "minute")))
        .orElse("none seen");
  }

  /** A service of a stack. */
  private record Place(String stack, String service) {
    static Place of(Subject subject) {
      return new Place(subject.stack(), subject.service());
    }
  }

  private void add(String rank, String what, String severity, String impact, String why) {
    all.add(new Priority(rank, what, severity, impact, why));
  }
}
