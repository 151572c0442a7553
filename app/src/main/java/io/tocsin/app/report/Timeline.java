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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened, in the order of time: changes, first signs, findings, restarts, recovery. */
final class Timeline {
  private static final int MOST_FINDINGS = 60;
  private static final int MOST_CLUSTERS = 5;

  private static final Set<String> OF_THE_ENGINE = Set.of("created", "recreated", "removed");

  private final Places places;
  private final Instant from;
  private final Instant to;
  private final Revisions revisions;
  private final List<Moment> moments = new ArrayList<>();

  /**
   * @param revisions how incidents were told at the time, which is not how they were told at last
   */
  Timeline(Places places, Instant from, Instant to, Revisions revisions) {
    this.places = places;
    this.from = from;
    this.to = to;
    this.revisions = revisions;
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
    boolean isOfTheEngine = OF_THE_ENGINE.contains(change.what());
    add(change.at(), Tone.PLAIN, who, (isOfTheEngine ? "" : "changed: ") + words(change));
  }

  static String words(Incident.Change change) {
    if (change.from() == null && change.to() == null) {
      return change.what();
    }
    return OF_THE_ENGINE.contains(change.what())
        ? change.what() + ": " + (change.to() == null ? change.from() : change.to())
        : change.inWords();
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
    Revisions.Told before = null;
    for (Revisions.Told now : revisions.of(incident)) {
      told(incident, before, now);
      before = now;
    }
  }

  private void told(Incident of, Revisions.@Nullable Told before, Revisions.Told now) {
    Tone tone = tone(of.severity());
    String who = places.name(of.stack(), now.service());
    if (before == null) {
      addMain(of.detectedAt(), tone, who, "detected: " + now.title());
    } else if (!now.isOver()) {
      String what = before.isOver() ? "began again: " : "turned out to be: ";
      addMain(now.at(), tone, who, what + now.title());
    }
    if (now.isOver()) {
      addMain(now.at(), Tone.GOOD, who, "over: " + now.title());
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
