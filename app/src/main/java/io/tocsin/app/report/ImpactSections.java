package io.tocsin.app.report;

import io.tocsin.app.report.Report.Moment;
import io.tocsin.app.report.Report.ServiceRow;
import io.tocsin.app.report.Sheet.Rows;
import io.tocsin.app.report.page.Block.Tone;
import io.tocsin.app.report.page.Course;
import io.tocsin.app.report.page.Course.Band;
import io.tocsin.app.report.page.Course.Lane;
import io.tocsin.app.report.page.Course.Mark;
import io.tocsin.app.report.page.Span;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What it did to services, and what happened when. */
final class ImpactSections {
  private static final int MOST_SERVICES = 30;
  private static final int MOST_LANES = 10;
  private static final int MOST_OTHERS = 5;
  private static final int MOST_MOMENTS = 120;
  private static final int MOST_COLUMNS = 120;

  private final Report report;
  private final Sheet sheet;
  private final Places places;

  ImpactSections(Report report, Sheet sheet) {
    this.report = report;
    this.sheet = sheet;
    places = report.scope().places();
  }

  void write() {
    incidents();
    impact();
    timeline();
  }

  private void incidents() {
    sheet.section("severity", "Severity and duration");
    String[] columns = {"Incident", "Severity", "@Began", "@Over", "#Lasted", "Services"};
    Rows rows = new Rows("Incidents", columns);
    for (Incident each : report.incidents()) {
      rows.row(
          places.isOfSeveralStacks() && !each.stack().isEmpty()
              ? each.stack() + ": " + each.title()
              : each.title(),
          each.severity().wireName(),
          Words.time(each.startedAt()),
          each.resolvedAt() == null ? "not in the record" : Words.time(each.resolvedAt()),
          Words.span(Conclusion.length(each, report.scope().to())),
          Words.names(each.services(), 4));
    }
    if (rows.isEmpty()) {
      sheet.say("No incident was opened.");
    } else {
      sheet.table(rows);
      sheet.say(
          report.others().isEmpty() ? "The worst stands first." : others(),
          Witness.About.INCIDENTS);
    }
  }

  /** What this report is not about. */
  private String others() {
    List<String> titles =
        report.others().stream()
            .map(each -> (each.stack().isEmpty() ? "" : each.stack() + ": ") + each.title())
            .toList();
    return "This report is about one incident, and tells of its stack. At the time there %s: %s."
        .formatted(
            titles.size() == 1 ? "was another" : "were " + Words.count(titles.size()) + " others",
            Words.names(titles, MOST_OTHERS));
  }

  private void impact() {
    sheet.section("impact", "Impact");
    Rows rows =
        new Rows(
            "Services",
            "Service",
            "#Available",
            "#Minutes lost",
            "#Requests failed",
            "#Of requests",
            "#Error entries");
    List<ServiceRow> shown =
        report.services().stream().filter(ImpactSections::isHit).limit(MOST_SERVICES).toList();
    for (ServiceRow row : shown) {
      rows.row(
          places.name(row.subject()),
          Words.share(row.minutes() - row.lostMinutes(), row.minutes()),
          Words.count(row.lostMinutes()) + " of " + Words.count(row.minutes()),
          Words.count(row.failed()),
          row.requests() == 0 ? "none logged" : Words.count(row.requests()),
          Words.count(row.errors()));
    }
    sheet.table(rows);
    int unhurt = report.services().size() - shown.size();
    if (unhurt > 0) {
      sheet.say(Words.count(unhurt, "other service") + " lost no minute, no request and no word.");
    }
    sheet.say(
        "A minute counts as lost if in it a container of the service died by itself, if it was down"
            + " or unhealthy for half of the minute, or if at least half of its logged requests"
            + " failed. The share is of the minutes in which the service was there.");
  }

  private static boolean isHit(ServiceRow row) {
    return row.lostMinutes() > 0 || row.failed() > 0 || row.errors() > 0;
  }

  private void timeline() {
    sheet.section("timeline", "Timeline");
    if (report.scope().to().isAfter(report.scope().from())) {
      sheet.add(
          course()
              .picture(
                  "What happened when: errors (dark) and warnings (light) in steps of %s, and for"
                          .formatted(Words.span(Duration.ofSeconds(columnSeconds())))
                      + " each service the times that were lost (filled), findings (outlined),"
                      + " restarts (strokes) and changes (triangles).",
                  lost()));
    }
    Rows rows = new Rows("Moments", "@Time (UTC)", "Where", "What");
    report.timeline().stream()
        .sorted(Comparator.comparing(Moment::isMain).reversed())
        .limit(MOST_MOMENTS)
        .sorted(Comparator.comparing(Moment::at))
        .forEach(moment -> row(rows, moment));
    sheet.table(rows);
    int left = report.timeline().size() - MOST_MOMENTS;
    if (left > 0) {
      sheet.say(
          Words.count(left, "lesser moment") + (left == 1 ? " is" : " are") + " left out here.");
    }
  }

  private static void row(Rows rows, Moment moment) {
    String mark =
        switch (moment.tone()) {
          case CRITICAL -> "critical: ";
          case WARNING, PLAIN, GOOD -> "";
        };
    String told = Words.cut(mark + moment.what(), 400);
    Object what = moment.isMain() && !mark.isEmpty() ? Span.strong(told) : told;
    rows.row(Words.time(moment.at()), moment.who(), what);
  }

  private List<String> lost() {
    List<String> lines = new ArrayList<>();
    report.services().stream()
        .filter(row -> row.lostMinutes() > 0)
        .limit(MOST_LANES)
        .forEach(
            row ->
                lines.add(
                    "%s lost %s of %s"
                        .formatted(
                            places.name(row.subject()),
                            Words.count(row.lostMinutes()),
                            Words.count(row.minutes(), "minute"))));
    return lines;
  }

  private Course course() {
    long group = columnSeconds();
    TreeMap<Long, long[]> columns = new TreeMap<>();
    for (Slots.Slot<Cell> slot : report.course().slots()) {
      long[] column =
          columns.computeIfAbsent(slot.from().getEpochSecond() / group, of -> new long[2]);
      column[0] += slot.content().errors;
      column[1] += slot.content().warnings;
    }
    List<Course.Column> all = new ArrayList<>();
    columns.forEach(
        (at, n) -> all.add(new Course.Column(Instant.ofEpochSecond(at * group), n[0], n[1])));
    Duration width = Duration.ofSeconds(group);
    return new Course(report.scope().from(), report.scope().to(), width, all, lanes());
  }

  /** So many slots make a column that there are few enough of these to be told apart. */
  private long columnSeconds() {
    long slot = report.course().width().toSeconds();
    long slots = Math.max(1, report.scope().length().toSeconds() / slot);
    return slot * Math.max(1, (slots + MOST_COLUMNS - 1) / MOST_COLUMNS);
  }

  private List<Lane> lanes() {
    Set<Subject> subjects = new LinkedHashSet<>();
    for (Incident each : report.incidents()) {
      subjects.add(new Subject(each.host(), each.stack(), each.cause().service()));
    }
    for (Incident each : report.incidents()) {
      each.services().forEach(name -> subjects.add(new Subject(each.host(), each.stack(), name)));
    }
    report.services().stream()
        .filter(row -> row.lostMinutes() > 0)
        .forEach(row -> subjects.add(row.subject()));
    return subjects.stream()
        .filter(subject -> !subject.service().isEmpty())
        .limit(MOST_LANES)
        .map(this::lane)
        .toList();
  }

  private Lane lane(Subject subject) {
    String service = subject.service();
    List<Band> bands = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    report.services().stream()
        .filter(row -> row.subject().equals(subject))
        .flatMap(row -> row.lost().stream())
        .forEach(span -> bands.add(new Band(span.from(), span.to(), Tone.PLAIN, "lost")));
    for (Incident incident : report.incidents()) {
      for (Incident.Observation finding : incident.findings()) {
        if (incident.stack().equals(subject.stack())
            && finding.service().equals(service)
            && finding.severity() != Severity.INFO) {
          Instant end = Objects.requireNonNullElse(finding.endedAt(), report.scope().to());
          Tone tone = Timeline.tone(finding.severity());
          bands.add(new Band(finding.startedAt(), end, tone, finding.summary()));
        }
      }
    }
    for (Report.Changed changed : report.changes()) {
      Incident.Change change = changed.change();
      if (changed.stack().equals(subject.stack()) && change.service().equals(service)) {
        marks.add(new Mark(change.at(), true, Timeline.words(change)));
      }
    }
    for (Ends.RestartRow row : report.containers().restarts()) {
      if (row.subject().equals(subject)) {
        marks.add(new Mark(row.first(), false, "first restart"));
        marks.add(new Mark(row.last(), false, "last restart"));
      }
    }
    return new Lane(places.name(subject), bands, marks);
  }
}
