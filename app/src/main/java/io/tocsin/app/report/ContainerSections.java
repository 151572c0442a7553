package io.tocsin.app.report;

import io.tocsin.app.report.Sheet.Rows;
import io.tocsin.app.report.page.Curve;
import io.tocsin.app.report.page.Curve.Line;
import io.tocsin.app.report.page.Curve.Point;
import io.tocsin.app.report.page.Curve.Unit;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How containers fared: ends, restarts, memory, processor. */
final class ContainerSections {
  private static final Unit MIB = new Unit("MiB", 1 << 20);
  private static final Unit CORES = new Unit("cores", 1);
  private static final int MOST_PLOTS = 6;
  private static final int MOST_ROWS = 30;

  private final Report report;
  private final Sheet sheet;

  ContainerSections(Report report, Sheet sheet) {
    this.report = report;
    this.sheet = sheet;
  }

  void write() {
    exits();
    usage();
  }

  private void exits() {
    sheet.section("containers", "Ends of containers and restarts");
    Rows exits =
        new Rows(
            "Containers that ended by themselves, by exit code",
            "Service",
            "#Exit code",
            "What it means",
            "#By the engine",
            "#By log lines");
    for (Ends.ExitRow row : report.containers().exits().stream().limit(MOST_ROWS).toList()) {
      exits.row(
          report.scope().places().name(row.subject()),
          Integer.toString(row.code()),
          meaning(row),
          Words.count(row.events()),
          Words.count(row.lines()));
    }
    if (exits.isEmpty()) {
      sheet.say("No container was seen to end by itself.");
    } else {
      sheet.table(exits);
      sheet.say(
          "Ends by the engine are its events; log lines that say that a container exited are"
              + " counted apart, as they may tell of the same ends.",
          Witness.About.EXITS);
    }
    Rows restarts = new Rows("Restarts", "Service", "#Restarts", "@First", "@Last");
    for (Ends.RestartRow row : report.containers().restarts().stream().limit(MOST_ROWS).toList()) {
      restarts.row(
          report.scope().places().name(row.subject()),
          Words.count(row.count()),
          Words.time(row.first()),
          Words.time(row.last()));
    }
    if (restarts.isEmpty()) {
      sheet.say("The engine told of no restart.");
    } else {
      sheet.table(restarts);
      sheet.say("A restart is a start after an end by itself.", Witness.About.RESTARTS);
    }
  }

  private static String meaning(Ends.ExitRow row) {
    if (row.isOom()) {
      return "killed by the kernel for memory";
    }
    return switch (row.code()) {
      case 0 -> "ended well";
      case 1 -> "a general error";
      case 2 -> "wrong use, by many programs' custom";
      case 3 -> "the program's own (with gunicorn: a worker failed to boot)";
      case 125 -> "the engine could not run it";
      case 126 -> "its command is not executable";
      case 127 -> "its command was not found";
      case 134 -> "aborted (SIGABRT)";
      case 137 -> "killed (SIGKILL), by whom is not told";
      case 139 -> "crashed (SIGSEGV)";
      case 143 -> "terminated (SIGTERM)";
      default -> row.code() > 128 ? "signal " + (row.code() - 128) : "the program's own";
    };
  }

  private void usage() {
    sheet.section("resources", "Memory and processor");
    List<Usage.Row> rows = report.containers().usage();
    if (rows.isEmpty()) {
      sheet.say("No samples of memory or processor are in the record.");
      return;
    }
    Rows table =
        new Rows(
            "Highest use of each container",
            "Container",
            "Service",
            "#Memory",
            "#Limit",
            "#Of the limit",
            "#Processor");
    for (Usage.Row row : rows.stream().limit(MOST_ROWS).toList()) {
      table.row(
          row.container(),
          report.scope().places().name(row.subject()),
          new Bytes((long) row.highest()).toString(),
          row.limit() == null ? "none" : row.limit().toString(),
          row.ratio() == 0 ? "–" : Words.share(row.ratio(), 1.0),
          String.format(java.util.Locale.ROOT, "%.2f cores", row.highestCpu()));
    }
    sheet.table(table);
    sheet.say(
        "Those nearest to their limits stand first. Memory is the working set, as docker stats"
            + " counts it.",
        Witness.About.MEMORY_PEAKS);
    List<Usage.Row> drawn = rows.stream().filter(row -> row.memory().size() > 1).toList();
    List<Usage.Row> telling = drawn.stream().filter(this::isTelling).limit(MOST_PLOTS).toList();
    (telling.isEmpty() ? drawn.stream().limit(2).toList() : telling).forEach(this::plots);
  }

  /** One with a limit, or in trouble. */
  private boolean isTelling(Usage.Row row) {
    return row.limit() != null
        || report.incidents().stream()
            .flatMap(incident -> incident.findings().stream())
            .anyMatch(finding -> finding.container().equals(row.container()));
  }

  private void plots(Usage.Row row) {
    Double limit = row.limit() == null ? null : (double) row.limit().value();
    Line forecast = forecast(row);
    String foretold =
        forecast == null
            ? ""
            : "; dotted, where the forecast of %s led".formatted(Words.time(forecast.from().at()));
    sheet.add(
        new Curve(row.container(), MIB, points(row.memory()), limit, forecast)
            .picture(
                "Memory of %s%s%s."
                    .formatted(
                        row.container(),
                        limit == null ? ", which has no limit" : " and its limit (dashed)",
                        foretold)));
    if (row.cpu().size() > 1) {
      sheet.add(
          new Curve(row.container(), CORES, points(row.cpu()), null, null)
              .picture("Processor of %s, in cores.".formatted(row.container())));
    }
  }

  private static List<Point> points(List<Usage.Point> points) {
    return points.stream().map(point -> new Point(point.at(), point.value())).toList();
  }

  /** As the detector foretold it first: from what was used then to the limit. */
  private @Nullable Line forecast(Usage.Row row) {
    Finding told = report.containers().forecasts().get(row.container());
    if (told == null || row.limit() == null) {
      return null;
    }
    Instant at = told.updatedAt();
    Instant full = at.plus(Duration.ofSeconds((long) (told.value() * 60)));
    return new Line(new Point(at, usedAt(row, at)), new Point(full, row.limit().value()));
  }

  private static double usedAt(Usage.Row row, Instant at) {
    double used = row.memory().get(0).value();
    for (Usage.Point point : row.memory()) {
      if (!point.at().isAfter(at)) {
        used = point.value();
      }
    }
    return used;
  }
}
