package io.tocsin.app.report;

import io.tocsin.app.report.Report.Changed;
import io.tocsin.app.report.Report.Containers;
import io.tocsin.app.report.Report.Course;
import io.tocsin.app.report.Report.Criteria;
import io.tocsin.app.report.Report.Entries;
import io.tocsin.app.report.Report.Notice;
import io.tocsin.app.report.Report.Scope;
import io.tocsin.app.report.Report.ServiceRow;
import io.tocsin.app.report.Report.Unknown;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Draws the conclusions when all records have been seen. */
final class Conclusion {
  private static final int MOST_CHANGES = 100;

  private final ReportBuilder of;
  private final List<Incident> all;
  private final List<Incident> incidents;
  private final Instant from;
  private final Instant to;

  Conclusion(ReportBuilder of) {
    this.of = of;
    boolean isEmpty = of.from.isAfter(of.to);
    from = isEmpty ? Instant.EPOCH : of.from;
    to = isEmpty ? Instant.EPOCH : of.to;
    all = of.incidents.values().stream().sorted(worstFirst(to)).toList();
    incidents = of.focus.of(all);
  }

  /** By severity, then how many services it took, then how long it lasted; advice comes last. */
  static Comparator<Incident> worstFirst(Instant end) {
    return Comparator.comparing(Incident::severity)
        .thenComparingInt(incident -> incident.services().size())
        .thenComparing(incident -> length(incident, end))
        .reversed()
        .thenComparing(Incident::startedAt);
  }

  static Duration length(Incident incident, Instant end) {
    Instant over = Objects.requireNonNullElse(incident.resolvedAt(), end);
    return Duration.between(incident.startedAt(), over);
  }

  Report report() {
    List<Cluster> clusters = of.clusters.all();
    List<ServiceRow> services = services();
    Places places = Places.of(services.stream().map(ServiceRow::subject).toList());
    Entries entries =
        new Entries(
            new EnumMap<>(of.levels),
            of.entries,
            of.records.getOrDefault("log lines", 0L),
            of.clusters.forgotten());
    Containers containers =
        new Containers(
            of.ends.exits(), of.ends.restarts(), of.usage.rows(), Map.copyOf(of.forecasts));
    Course course = new Course(of.cells.width(), of.cells.all());
    List<Changed> changes = changes();
    List<Notice> notices = notices();
    Facts facts = new Facts(places, incidents, clusters, services, entries.errors());
    return new Report(
        new Scope(of.host, places, from, to, new TreeMap<>(of.records)),
        entries,
        incidents,
        of.focus.besides(all),
        services,
        new Timeline(places, from, to, of.revisions).of(facts, changes, containers),
        course,
        clusters,
        of.requests.summary(),
        containers,
        changes,
        notices,
        audit(),
        Priorities.of(facts, containers.exits(), notices, audit()),
        criteria(course, facts, notices),
        unknown());
  }

  /** What several conclusions look at. */
  record Facts(
      Places places,
      List<Incident> incidents,
      List<Cluster> clusters,
      List<ServiceRow> services,
      long errors) {}

  private List<ServiceRow> services() {
    List<ServiceRow> rows = new ArrayList<>();
    of.services.forEach(
        (subject, tally) -> {
          if (!subject.isEngine()) {
            rows.add(
                new ServiceRow(
                    subject,
                    tally.availability.minutes(from, to),
                    tally.availability.lostMinutes(),
                    tally.availability.spans(),
                    tally.errors,
                    tally.requests,
                    tally.failed));
          }
        });
    rows.sort(
        Comparator.comparingInt(ServiceRow::lostMinutes)
            .thenComparingLong(ServiceRow::failed)
            .thenComparingLong(ServiceRow::errors)
            .reversed()
            .thenComparing(row -> row.subject().key()));
    return rows;
  }

  private List<Changed> changes() {
    Set<Changed> changes = new LinkedHashSet<>();
    for (Incident incident : incidents) {
      incident.changes().forEach(each -> changes.add(new Changed(incident.stack(), each)));
    }
    return changes.stream()
        .sorted(Comparator.comparing((Changed each) -> each.change().at()).reversed())
        .limit(MOST_CHANGES)
        .toList();
  }

  private List<Notice> notices() {
    return of.deprecations.all().stream()
        .map(
            cluster ->
                new Notice(
                    cluster.subject(),
                    cluster.template(),
                    cluster.count(),
                    cluster.first(),
                    cluster.last()))
        .toList();
  }

  private List<Finding> audit() {
    Map<String, Finding> latest = new TreeMap<>();
    for (Finding finding : of.findings.values()) {
      if (finding.detector().equals("audit")) {
        latest.put(finding.subject().key(), finding);
      }
    }
    return List.copyOf(latest.values());
  }

  private Criteria criteria(Course course, Facts facts, List<Notice> notices) {
    Incident main =
        incidents.stream().filter(one -> one.severity() != Severity.INFO).findFirst().orElse(null);
    if (main != null) {
      return new CriteriaOf(course, from, to)
          .of(facts, notices, main.startedAt(), main.resolvedAt());
    }
    Instant firstError =
        facts.clusters().stream()
            .filter(Cluster::isError)
            .map(Cluster::first)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new CriteriaOf(course, from, to).of(facts, notices, firstError, null);
  }

  private Unknown unknown() {
    List<String> notes = new ArrayList<>(of.notes);
    if (of.focus.isMissed(all)) {
      notes.add(
          "the incident that was asked for did not come of this replay (other rules, or too short"
              + " a warm-up?); all others of the time are told of instead");
    }
    if (of.untold > 0) {
      notes.add(
          "%,d findings, incidents or services beyond the report's bounds were left out"
              .formatted(of.untold));
    }
    if (of.usage.left() > 0) {
      notes.add(
          "%,d samples of containers beyond the first 400 are in no plot"
              .formatted(of.usage.left()));
    }
    for (String kind : List.of("log lines", "engine events", "resource samples")) {
      if (!of.records.containsKey(kind)) {
        notes.add("there are no " + kind + " in this record");
      }
    }
    return new Unknown(List.copyOf(of.gaps), notes);
  }
}
