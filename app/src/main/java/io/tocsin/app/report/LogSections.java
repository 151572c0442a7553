package io.tocsin.app.report;

import io.tocsin.app.report.Requests.Latency;
import io.tocsin.app.report.Sheet.Rows;
import io.tocsin.app.report.page.Block.Lines;
import io.tocsin.app.report.page.Span;
import io.tocsin.streams.logs.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What logs say: errors by what they have in common, levels, failed requests. */
final class LogSections {
  private static final int MOST_CLUSTERS = 15;
  private static final int MOST_EXAMPLES = 5;
  private static final int MOST_ROUTES = 20;
  private static final int LONGEST = 220;

  private final Report report;
  private final Sheet sheet;

  LogSections(Report report, Sheet sheet) {
    this.report = report;
    this.sheet = sheet;
  }

  void write() {
    clusters();
    levels();
    requests();
  }

  private void clusters() {
    sheet.section("errors", "Errors by kind");
    Report.Entries entries = report.entries();
    Cluster blocker = report.blocker();
    if (blocker != null) {
      sheet.say(
          "%s: “%s” of %s, %s of %s (%s)."
              .formatted(
                  blocker.equals(report.ofCause())
                      ? "Primary blocker"
                      : "The commonest error, which is not the cause's own",
                  Words.cut(blocker.template(), LONGEST),
                  report.scope().places().who(blocker.subject()),
                  Words.count(blocker.count()),
                  Words.count(entries.errors(), "error entry"),
                  Words.share(blocker.count(), entries.errors())));
    }
    Rows rows =
        new Rows(
            "Errors and warnings that say the same",
            "Kind",
            "Service",
            "Level",
            "#Entries",
            "#Of its level",
            "@First",
            "@Last");
    report.clusters().stream().limit(MOST_CLUSTERS).forEach(cluster -> row(rows, cluster));
    if (rows.isEmpty()) {
      sheet.say("No error and no warning was logged.");
      return;
    }
    sheet.table(rows);
    left();
    int number = 0;
    for (Cluster cluster : report.clusters().stream().limit(MOST_EXAMPLES).toList()) {
      example(cluster, ++number);
    }
    sheet.source("Each entry with its kind.", Witness.About.ERRORS);
  }

  private void row(Rows rows, Cluster cluster) {
    long whole = cluster.isError() ? report.entries().errors() : report.entries().warnings();
    rows.row(
        Span.quoted(Words.cut(cluster.template(), LONGEST)),
        report.scope().places().who(cluster.subject()),
        cluster.isError() ? "error" : "warning",
        Words.count(cluster.count()),
        Words.share(cluster.count(), whole),
        Words.time(cluster.first()),
        Words.time(cluster.last()));
  }

  private void left() {
    List<Cluster> left = report.clusters().stream().skip(MOST_CLUSTERS).toList();
    long count = left.stream().mapToLong(Cluster::count).sum() + report.entries().rare();
    if (count > 0) {
      sheet.say("%s of rarer kinds are not in the table.".formatted(Words.count(count, "entry")));
    }
  }

  private void example(Cluster cluster, int number) {
    sheet.part("cluster-" + number, number + ". " + Words.cut(cluster.template(), 120));
    if (cluster.parts().size() > 1) {
      long times = cluster.parts().stream().mapToLong(Cluster.Part::count).max().orElse(0);
      sheet.say(
          "A chain of %d messages that come together, %s times; %s in all:"
              .formatted(
                  cluster.parts().size(),
                  Words.count(times),
                  Words.count(cluster.count(), "entry")));
      Rows parts = new Rows("The messages of the chain", "Message", "#Entries");
      cluster
          .parts()
          .forEach(
              part ->
                  parts.row(
                      Span.quoted(Words.cut(part.template(), LONGEST)), Words.count(part.count())));
      sheet.table(parts);
    }
    sheet.add(new Lines("The first of them", cluster.example()));
  }

  private void levels() {
    sheet.section("levels", "Log entries by level");
    Report.Entries entries = report.entries();
    Rows rows = new Rows("Levels", "Level", "#Entries", "#Of all entries");
    for (Map.Entry<Level, Long> level :
        new TreeMap<>(entries.levels()).descendingMap().entrySet()) {
      rows.row(
          name(level.getKey()),
          Words.count(level.getValue()),
          Words.share(level.getValue(), entries.count()));
    }
    sheet.table(rows);
    sheet.say(
        "%s in %s; a stack trace belongs to the entry before it. Errors (with fatal ones) are %s of all entries."
            .formatted(
                Words.count(entries.count(), "entry"),
                Words.count(entries.lines(), "line"),
                Words.share(entries.errors(), entries.count())));
  }

  private static String name(Level level) {
    return switch (level) {
      case NONE -> "none stated";
      case DEBUG -> "debug";
      case INFO -> "info";
      case WARN -> "warning";
      case ERROR -> "error";
      case FATAL -> "fatal";
    };
  }

  private void requests() {
    sheet.section("http", "Failed requests");
    Requests.Summary http = report.requests();
    if (http.count() == 0) {
      sheet.say("No request was logged, so nothing can be said of failed ones.");
      return;
    }
    sheet.say(
        "%s of %s failed, answered with a status of 500 or more (%s)."
            .formatted(
                Words.count(http.failed()),
                Words.count(http.count(), "logged request"),
                Words.share(http.failed(), http.count())),
        Witness.About.FAILED_REQUESTS);
    Rows statuses =
        new Rows(
            "Failures by status, and how long they took",
            "Status",
            "#Count",
            "#Of failures",
            "#Mean",
            "#p50",
            "#p95",
            "#Max");
    for (Requests.StatusRow row : http.statuses()) {
      statuses.row(cells(Integer.toString(row.status()), row.count(), row.latency()));
    }
    if (http.statuses().size() > 1) {
      statuses.row(cells("all", http.failed(), http.latency()));
    }
    sheet.table(statuses);
    Rows routes =
        new Rows(
            "Failures by route",
            "Route",
            "Service",
            "#Requests",
            "#Failed",
            "By status",
            "#Mean",
            "#p95",
            "#Max");
    for (Requests.RouteRow row : http.routes().stream().limit(MOST_ROUTES).toList()) {
      Latency latency = row.latency();
      routes.row(
          Span.quoted(row.route()),
          row.service(),
          Words.count(row.requests()),
          Words.count(row.failed()),
          statuses(row.statuses()),
          time(latency, latency.mean()),
          time(latency, latency.p95()),
          time(latency, latency.max()));
    }
    sheet.table(routes);
  }

  private Object[] cells(String name, long count, Latency latency) {
    return new Object[] {
      name,
      Words.count(count),
      Words.share(count, report.requests().failed()),
      time(latency, latency.mean()),
      time(latency, latency.p50()),
      time(latency, latency.p95()),
      time(latency, latency.max())
    };
  }

  private static String time(Latency latency, double millis) {
    return latency.told() == 0 ? "not told" : Words.millis(millis);
  }

  private static String statuses(Map<Integer, Long> statuses) {
    return new TreeMap<>(statuses)
        .entrySet().stream()
            .map(status -> Words.count(status.getValue()) + " × " + status.getKey())
            .collect(Collectors.joining(", "));
  }
}
