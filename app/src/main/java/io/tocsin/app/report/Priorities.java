package io.tocsin.app.report;

import io.tocsin.app.report.Conclusion.Facts;
import io.tocsin.app.report.Report.Notice;
import io.tocsin.app.report.Report.Priority;
import io.tocsin.app.report.Report.ServiceRow;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
  private final Set<String> reached = new HashSet<>();
  private final List<Priority> all = new ArrayList<>();

  private Priorities(Facts facts) {
    this.facts = facts;
    for (ServiceRow row : facts.services()) {
      if (row.failed() > 0 || row.lostMinutes() > 0) {
        reached.add(row.subject().service());
      }
    }
  }

  static List<Priority> of(
      Facts facts, List<Ends.ExitRow> exits, List<Notice> notices, List<Finding> audit) {
    Priorities priorities = new Priorities(facts);
    String cause = facts.incidents().isEmpty() ? "" : facts.incidents().get(0).cause().service();
    List<Cluster> clusters = facts.clusters().stream().limit(MOST).toList();
    clusters.stream().filter(each -> each.isOf(cause)).forEach(priorities::cluster);
    facts.incidents().stream().limit(MOST).forEach(priorities::incident);
    clusters.stream().filter(each -> !each.isOf(cause)).forEach(priorities::cluster);
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
    boolean reaches = cluster.isRequest() || reached.contains(cluster.subject().service());
    add(
        rank(critical, reaches),
        cluster.who() + ": " + cluster.template(),
        critical ? "critical" : "error",
        impact(cluster.subject().service()),
        String.format(
            Locale.ROOT,
            "%,d entries, %.1f %% of all %,d errors",
            cluster.count(),
            share * 100,
            facts.errors()));
  }

  private void incident(Incident incident) {
    boolean reaches = incident.services().stream().anyMatch(reached::contains);
    boolean critical = incident.severity() == Severity.CRITICAL;
    boolean isInfo = incident.severity() == Severity.INFO;
    add(
        isInfo ? "P2" : rank(critical, reaches),
        incident.title(),
        incident.severity().wireName(),
        isInfo ? "none yet" : impact(incident.cause().service()),
        incident.cause().summary());
  }

  private void exit(Ends.ExitRow row) {
    long times = Math.max(row.events(), row.lines());
    String service = row.subject().service();
    boolean loops = times >= LOOP;
    add(
        rank(loops, reached.contains(service)),
        service + " ends with exit code " + row.code(),
        loops ? "critical" : "error",
        impact(service),
        Words.count(times, "time") + " in the record");
  }

  private void notice(Notice notice) {
    add(
        "P2",
        notice.subject().service() + ": " + notice.template(),
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

  private String impact(String service) {
    return facts.services().stream()
        .filter(row -> row.subject().service().equals(service))
        .filter(row -> row.failed() > 0 || row.lostMinutes() > 0)
        .findFirst()
        .map(
            row ->
                "%,d failed requests, %,d of %,d minutes lost"
                    .formatted(row.failed(), row.lostMinutes(), row.minutes()))
        .orElse("none seen");
  }

  private void add(String rank, String what, String severity, String impact, String why) {
    all.add(new Priority(rank, what, severity, impact, why));
  }
}
