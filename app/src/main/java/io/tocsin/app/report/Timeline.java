package io.tocsin.app.report;

import io.tocsin.app.report.Conclusion.Facts;
import io.tocsin.app.report.Report.Containers;
import io.tocsin.app.report.Report.Moment;
import io.tocsin.app.report.page.Block.Tone;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Incident.Observation;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened, in the order of time: changes, first signs, findings, restarts, recovery. */
final class Timeline {
  private static final int MOST_FINDINGS = 60;
  private static final int MOST_CLUSTERS = 5;

  private final Instant from;
  private final Instant to;
  private final List<Moment> moments = new ArrayList<>();

  Timeline(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  List<Moment> of(Facts facts, List<Incident.Change> changes, Containers containers) {
    add(from, Tone.PLAIN, "", "the record begins");
    add(to, Tone.PLAIN, "", "the record ends");
    changes.forEach(
        change -> add(change.at(), Tone.PLAIN, change.service(), "changed: " + words(change)));
    facts.clusters().stream().filter(Cluster::isError).limit(MOST_CLUSTERS).forEach(this::cluster);
    containers.restarts().forEach(this::restarts);
    facts.incidents().forEach(this::incident);
    facts.incidents().stream()
        .flatMap(incident -> incident.findings().stream())
        .sorted(Comparator.comparing(Observation::severity).reversed())
        .limit(MOST_FINDINGS)
        .forEach(this::finding);
    moments.sort(Comparator.comparing(Moment::at));
    return List.copyOf(moments);
  }

  private void add(Instant at, Tone tone, String who, String what) {
    moments.add(new Moment(at, tone, who, what));
  }

  static String words(Incident.Change change) {
    String before = change.from() == null ? "none" : change.from();
    String after = change.to() == null ? "none" : change.to();
    return change.what() + " from " + before + " to " + after;
  }

  private void cluster(Cluster cluster) {
    String of = cluster.count() == 1 ? "the only" : "the first of %,d".formatted(cluster.count());
    add(cluster.first(), Tone.WARNING, cluster.who(), of + " “" + cluster.template() + "”");
    if (cluster.count() > 1) {
      add(cluster.last(), Tone.PLAIN, cluster.who(), "the last “" + cluster.template() + "”");
    }
  }

  private void restarts(Ends.RestartRow row) {
    String who = row.subject().service();
    add(
        row.first(),
        Tone.WARNING,
        who,
        row.count() == 1
            ? "restarted after it had ended by itself"
            : "the first of %,d restarts".formatted(row.count()));
    if (row.count() > 1) {
      add(row.last(), Tone.PLAIN, who, "the last restart");
    }
  }

  private void incident(Incident incident) {
    Tone tone = tone(incident.severity());
    add(incident.detectedAt(), tone, incident.cause().service(), "detected: " + incident.title());
    if (incident.resolvedAt() != null) {
      String what = "over: " + incident.title();
      add(incident.resolvedAt(), Tone.GOOD, incident.cause().service(), what);
    }
  }

  private void finding(Observation finding) {
    add(
        finding.startedAt(),
        tone(finding.severity()),
        finding.service(),
        finding.detector() + ": " + finding.summary());
    if (finding.endedAt() != null) {
      add(finding.endedAt(), Tone.GOOD, finding.service(), finding.detector() + " is over");
    }
  }

  static Tone tone(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Tone.CRITICAL;
      case WARNING -> Tone.WARNING;
      case INFO -> Tone.PLAIN;
    };
  }
}
