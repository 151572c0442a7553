package io.tocsin.app.report;

import io.tocsin.app.report.Conclusion.Facts;
import io.tocsin.app.report.Report.Changed;
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

  private final Places places;
  private final Instant from;
  private final Instant to;
  private final List<Moment> moments = new ArrayList<>();

  Timeline(Places places, Instant from, Instant to) {
    this.places = places;
    this.from = from;
    this.to = to;
  }

  List<Moment> of(Facts facts, List<Changed> changes, Containers containers) {
    addMain(from, Tone.PLAIN, "", "the record begins");
    addMain(to, Tone.PLAIN, "", "the record ends");
    changes.forEach(this::change);
    facts.clusters().stream().filter(Cluster::isError).limit(MOST_CLUSTERS).forEach(this::cluster);
    containers.restarts().forEach(this::restarts);
    facts.incidents().forEach(this::incident);
    facts.incidents().stream()
        .flatMap(incident -> incident.findings().stream().map(one -> new Found(incident, one)))
        .sorted(Comparator.comparing((Found found) -> found.finding().severity()).reversed())
        .limit(MOST_FINDINGS)
        .forEach(this::finding);
    moments.sort(Comparator.comparing(Moment::at));
    return List.copyOf(moments);
  }

  private void add(Instant at, Tone tone, String who, String what) {
    moments.add(new Moment(at, tone, who, what, false));
  }

  private void addMain(Instant at, Tone tone, String who, String what) {
    moments.add(new Moment(at, tone, who, what, true));
  }

  private void change(Changed changed) {
    Incident.Change change = changed.change();
    String who = places.name(changed.stack(), change.service());
    boolean isNew = change.what().equals("created");
    if (isNew && change.at().isBefore(from)) {
      return; // what was there before is told under changes
    }
    boolean isOfTheEngine = isNew || change.what().equals("removed");
    add(change.at(), Tone.PLAIN, who, (isOfTheEngine ? "" : "changed: ") + words(change));
  }

  static String words(Incident.Change change) {
    if (change.from() == null && change.to() == null) {
      return change.what();
    }
    if (change.what().equals("created") || change.what().equals("removed")) {
      return change.what() + ": " + (change.to() == null ? change.from() : change.to());
    }
    String before = change.from() == null ? "none" : change.from();
    String after = change.to() == null ? "none" : change.to();
    return change.what() + " from " + before + " to " + after;
  }

  private void cluster(Cluster cluster) {
    String of = cluster.count() == 1 ? "the only" : "the first of %,d".formatted(cluster.count());
    add(
        cluster.first(),
        Tone.WARNING,
        places.who(cluster.subject()),
        of + " “" + cluster.template() + "”");
    if (cluster.count() > 1) {
      add(
          cluster.last(),
          Tone.PLAIN,
          places.who(cluster.subject()),
          "the last “" + cluster.template() + "”");
    }
  }

  private void restarts(Ends.RestartRow row) {
    String who = places.name(row.subject());
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
    String who = places.name(incident.stack(), incident.cause().service());
    addMain(incident.detectedAt(), tone, who, "detected: " + incident.title());
    if (incident.resolvedAt() != null) {
      addMain(incident.resolvedAt(), Tone.GOOD, who, "over: " + incident.title());
    }
  }

  private record Found(Incident in, Observation finding) {}

  private void finding(Found found) {
    Observation finding = found.finding();
    String who = places.name(found.in().stack(), finding.service());
    add(
        finding.startedAt(),
        tone(finding.severity()),
        who,
        finding.detector() + ": " + finding.summary());
    if (finding.endedAt() != null) {
      add(finding.endedAt(), Tone.GOOD, who, finding.detector() + " is over");
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
