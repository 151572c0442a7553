package io.tocsin.app.report;

import io.tocsin.app.report.Witness.About;
import io.tocsin.streams.logs.Access;
import io.tocsin.streams.logs.Level;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes a report from the records of a time, in one pass and bounded memory: give it telemetry
 * in the order of time, and findings and incidents as they are told. Not for several threads.
 */
public final class ReportBuilder {
  private static final int MOST_SERVICES = 1_000;
  private static final int MOST_FINDINGS = 10_000;
  private static final int MOST_INCIDENTS = 2_000;
  private static final int MOST_GAPS = 500;
  private static final double NOTABLY = 1.01;

  private final Witness witness;
  final Focus focus;
  final Map<String, Long> records = new TreeMap<>();
  final Map<Level, Long> levels = new EnumMap<>(Level.class);
  final Map<Subject, ServiceTally> services = new LinkedHashMap<>();
  final Slots<Cell> cells = new Slots<>(720, Duration.ofSeconds(10), Cell::new, Cell::plus);
  final Clusters clusters = new Clusters();
  final Clusters deprecations = new Clusters();
  final Requests requests = new Requests();
  final Ends ends = new Ends();
  final Usage usage = new Usage();
  final Map<String, Finding> findings = new LinkedHashMap<>();
  final Map<String, Finding> forecasts = new EntryReading.Latest<>(400);
  final Map<String, Incident> incidents = new LinkedHashMap<>();
  final Revisions revisions = new Revisions();
  final List<Gap> gaps = new ArrayList<>();
  private final Map<String, Double> peaks = new EntryReading.Latest<>(2_000);
  private final EntryReading reading = new EntryReading(this::entry);
  String host = "";
  Instant from = Instant.MAX;
  Instant to = Instant.MIN;
  final List<String> notes = new ArrayList<>();
  long entries;
  long untold;

  /** What is counted for a service. */
  static final class ServiceTally {
    final Availability availability = new Availability();
    long errors;
    long requests;
    long failed;
  }

  /**
   * @param witness who takes down the records that numbers stand on
   */
  public ReportBuilder(Witness witness) {
    this(witness, Focus.ALL);
  }

  /**
   * @param focus what the report is about
   */
  ReportBuilder(Witness witness, Focus focus) {
    this.witness = witness;
    this.focus = focus;
  }

  /** Takes a record of a telemetry topic in. */
  public void on(Telemetry record) {
    host = host.isEmpty() ? record.subject().host() : host;
    if (!(record instanceof ContainerFacts || record instanceof Gap)) {
      from = record.at().isBefore(from) ? record.at() : from;
      to = record.at().isAfter(to) ? record.at() : to;
    }
    if (focus.takes(record.subject())) {
      take(record);
    }
  }

  private void take(Telemetry record) {
    if (!(record instanceof Heartbeat)) {
      records.merge(kind(record), 1L, Long::sum);
    }
    if (record instanceof LogLine line) {
      reading.on(line);
    } else if (record instanceof EngineEvent event) {
      event(event);
    } else if (record instanceof ResourceSample sample) {
      sample(sample);
    } else if (record instanceof Gap gap && gaps.size() < MOST_GAPS) {
      gaps.add(gap);
      witness.record(About.GAPS, gap.source(), List.of(gap));
    }
  }

  private static String kind(Telemetry record) {
    return record instanceof LogLine
        ? "log lines"
        : record instanceof EngineEvent
            ? "engine events"
            : record instanceof ResourceSample
                ? "resource samples"
                : record instanceof Gap ? "gaps" : "descriptions of containers";
  }

  /** Takes in what a detector found. */
  public void on(Finding finding) {
    if (!focus.takes(finding.subject())) {
      return;
    }
    if (findings.size() < MOST_FINDINGS || findings.containsKey(finding.id())) {
      findings.put(finding.id(), finding);
    } else {
      untold++;
    }
    if (finding.detector().equals("memory-forecast") && finding.isFiring()) {
      forecasts.putIfAbsent(finding.container(), finding);
    }
    witness.record(About.FINDINGS, finding.detector(), List.of(finding));
  }

  /** Takes an incident in, each time that it is told. */
  public void on(Incident incident) {
    revisions.on(incident);
    if (incidents.size() < MOST_INCIDENTS || incidents.containsKey(incident.id())) {
      incidents.put(incident.id(), incident);
    } else {
      untold++;
    }
    if (focus.takes(new Subject(incident.host(), incident.stack(), incident.cause().service()))) {
      witness.record(About.INCIDENTS, incident.id(), List.of(incident));
    }
  }

  /** Something that a reader of the report should know of the record. */
  public void note(String note) {
    notes.add(note);
  }

  private ServiceTally of(Subject subject) {
    ServiceTally known = services.get(subject);
    if (known != null) {
      return known;
    }
    ServiceTally fresh = new ServiceTally();
    if (services.size() < MOST_SERVICES) {
      services.put(subject, fresh);
    } else {
      untold++;
    }
    return fresh;
  }

  private void entry(Entry entry) {
    Cell cell = cells.at(entry.at());
    entries++;
    cell.entries++;
    levels.merge(entry.level(), 1L, Long::sum);
    if (entry.access() != null) {
      request(entry, entry.access(), cell);
    }
    if (entry.isDeprecation()) {
      witness.record(About.DEPRECATIONS, deprecations.add(entry), entry.lines());
    }
    ServiceTally service = of(entry.head().subject());
    service.availability.heard();
    if (entry.level().isError()) {
      cell.errors++;
      service.errors++;
      witness.record(About.ERRORS, clusters.add(entry), entry.lines());
    } else if (entry.level() == Level.WARN) {
      cell.warnings++;
      witness.record(About.WARNINGS, clusters.add(entry), entry.lines());
    }
    if (entry.level().compareTo(Level.WARN) >= 0 && ends.on(entry)) {
      service.availability.died(entry.at());
      witness.record(About.EXITS, entry.message(), entry.lines());
    }
  }

  private void request(Entry entry, Access access, Cell cell) {
    boolean failed = Requests.isFailure(access);
    ServiceTally service = of(entry.head().subject());
    requests.add(entry.head().subject(), access);
    service.availability.request(entry.at(), failed);
    service.requests++;
    cell.requests++;
    if (access.latency() != null) {
      cell.millis.add(access.latency().toNanos() / 1e6);
    }
    if (failed) {
      service.failed++;
      cell.failures++;
      witness.record(About.FAILED_REQUESTS, "HTTP " + access.status(), entry.lines());
    }
  }

  private void event(EngineEvent event) {
    Ends.What what = ends.on(event);
    if (event.container() != null) {
      of(event.subject()).availability.on(event, what);
    }
    if (what == Ends.What.RESTART) {
      cells.at(event.at()).restarts++;
      witness.record(About.RESTARTS, event.subject().service(), List.of(event));
    } else if (what == Ends.What.DEATH) {
      int code = event.exit() == null ? -1 : event.exit().code();
      witness.record(About.EXITS, "exit code " + code, List.of(event));
    }
  }

  private void sample(ResourceSample sample) {
    usage.on(sample);
    of(sample.subject()).availability.seen(sample.container().id());
    double used = sample.memory().workingSet().value();
    String name = sample.container().name();
    if (used > NOTABLY * peaks.getOrDefault(name, 0.0)) {
      peaks.put(name, used);
      witness.record(About.MEMORY_PEAKS, name, List.of(sample));
    }
    if (sample.memory().limit() != null && sample.memory().limit().value() > 0) {
      Cell cell = cells.at(sample.at());
      cell.memoryRatio = Math.max(cell.memoryRatio, used / sample.memory().limit().value());
    }
  }

  /** The report; nothing may be added after it. */
  Report build() {
    reading.end();
    services.values().forEach(service -> service.availability.finish(to));
    return new Conclusion(this).report();
  }
}
