package io.tocsin.app.report;

import io.tocsin.app.report.Report.Criterion;
import io.tocsin.app.report.Report.Measured;
import io.tocsin.app.report.Report.Window;
import io.tocsin.app.report.Sheet.Rows;
import io.tocsin.app.report.page.Block.Bullets;
import io.tocsin.app.report.page.Block.Paragraph;
import io.tocsin.app.report.page.Span;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was changed before, what to do about it, how to know that it is over, what is not known. */
final class OutlookSections {
  private static final int MOST_NOTICES = 20;
  private static final int MOST_GAPS = 30;

  private final Report report;
  private final Sheet sheet;

  OutlookSections(Report report, Sheet sheet) {
    this.report = report;
    this.sheet = sheet;
  }

  void write() {
    changes();
    notices();
    audit();
    priorities();
    criteria();
    unknown();
  }

  private void changes() {
    sheet.section("changes", "Changes in the 72 hours before");
    Rows rows =
        new Rows("Changes, the latest first", "@Time (UTC)", "Service", "What", "From", "To");
    for (Report.Changed changed : report.changes()) {
      Incident.Change change = changed.change();
      rows.row(
          Words.time(change.at()),
          report.scope().places().name(changed.stack(), change.service()),
          change.what(),
          change.from() == null ? "none" : Span.quoted(change.from()),
          change.to() == null ? "none" : Span.quoted(change.to()));
    }
    if (rows.isEmpty()) {
      sheet.say("None was seen. Changes are told by the engine's events and by inspections only.");
    }
    sheet.table(rows);
  }

  private void notices() {
    sheet.section("deprecations", "Warnings of what will be gone");
    Rows rows = new Rows("Deprecations", "Warning", "Service", "#Count", "@First", "@Last");
    for (Report.Notice notice : report.deprecations().stream().limit(MOST_NOTICES).toList()) {
      rows.row(
          Span.quoted(Words.cut(notice.template(), 220)),
          report.scope().places().name(notice.subject()),
          Words.count(notice.count()),
          Words.time(notice.first()),
          Words.time(notice.last()));
    }
    if (rows.isEmpty()) {
      sheet.say("None was logged.");
    } else {
      sheet.table(rows);
      sheet.source("Each with its kind.", Witness.About.DEPRECATIONS);
    }
  }

  private void audit() {
    sheet.section("audit", "Audit");
    List<Paragraph> items = new ArrayList<>();
    for (Finding finding : report.audit()) {
      String place =
          finding.subject().stack().isEmpty()
              ? finding.subject().host()
              : finding.subject().stack();
      items.add(Paragraph.of(Span.strong(place + ": "), Span.text(finding.summary())));
    }
    if (items.isEmpty()) {
      sheet.say("No audit is in the record.");
    } else {
      sheet.add(new Bullets(false, items));
    }
  }

  private void priorities() {
    sheet.section("priorities", "What to mend first");
    Rows rows =
        new Rows("Priorities", "Priority", "What", "Severity", "Impact on users", "Stands on");
    for (Report.Priority each : report.priorities()) {
      rows.row(
          each.rank(),
          Words.cut(each.what(), 220),
          each.severity(),
          each.impact(),
          Words.cut(each.why(), 300));
    }
    if (rows.isEmpty()) {
      sheet.say("There is nothing to mend.");
      return;
    }
    sheet.table(rows);
    sheet.say(
        "P0 is critical and reaches users, P1 is one of both, P2 neither. What makes at least half"
            + " of all error entries is critical.");
  }

  private void criteria() {
    sheet.section("criteria", "Success criteria");
    Report.Criteria criteria = report.criteria();
    Rows rows =
        new Rows(
            "What must hold for it to be over",
            "Criterion",
            "What",
            "Target",
            "Before",
            "During",
            "At the end");
    for (Criterion each : criteria.all()) {
      rows.row(
          Span.quoted(each.name()),
          each.what(),
          each.target(),
          cell(each.before()),
          cell(each.during()),
          cell(each.now()));
    }
    sheet.table(rows);
    sheet.say(
        "Before is %s; during is %s; at the end is %s."
            .formatted(
                window(criteria.before()), window(criteria.during()), window(criteria.now())));
    sheet.add(
        Paragraph.of(
            Span.text("After the repair, "),
            Span.quoted("tocsin verify --for 15m"),
            Span.text(" checks these against the running stack.")));
  }

  private static String window(Window window) {
    return window.from() == null || window.to() == null || !window.to().isAfter(window.from())
        ? "not in the record"
        : Words.time(window.from()) + " to " + Words.time(window.to());
  }

  private static Object cell(@Nullable Measured measured) {
    if (measured == null) {
      return "not known";
    }
    return measured.isMet() ? measured.value() : Span.strong(measured.value() + ", not met");
  }

  private void unknown() {
    sheet.section("unknown", "What is not known");
    List<Paragraph> items = new ArrayList<>();
    for (Gap gap : report.unknown().gaps().stream().limit(MOST_GAPS).toList()) {
      String lost = gap.lost() > 0 ? Words.count(gap.lost(), "record") + " and maybe more: " : "";
      items.add(
          Paragraph.of(
              "%s to %s, %s%s: %s%s"
                  .formatted(
                      Words.time(gap.from()),
                      Words.time(gap.to()),
                      gap.source(),
                      gap.subject().service().isEmpty()
                          ? ""
                          : " of " + report.scope().places().name(gap.subject()),
                      lost,
                      gap.reason())));
    }
    int left = report.unknown().gaps().size() - MOST_GAPS;
    if (left > 0) {
      items.add(Paragraph.of(Words.count(left, "more gap")));
    }
    report.unknown().notes().forEach(note -> items.add(Paragraph.of(note)));
    if (items.isEmpty()) {
      sheet.say("No gap in the record is known.");
    } else {
      sheet.add(new Bullets(false, items));
    }
    if (!report.unknown().gaps().isEmpty()) {
      sheet.say("Gaps are records of their own.", Witness.About.GAPS);
    }
  }
}
