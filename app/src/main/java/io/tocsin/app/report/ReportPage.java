package io.tocsin.app.report;

import io.tocsin.app.report.Witness.About;
import io.tocsin.app.report.page.Block.Bullets;
import io.tocsin.app.report.page.Block.Paragraph;
import io.tocsin.app.report.page.Page;
import io.tocsin.app.report.page.Span;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a report as a page, section by section. */
final class ReportPage {
  private static final int MOST_INCIDENTS = 10;

  private final Report report;
  private final Sheet sheet;

  private ReportPage(Report report, boolean hasEvidence) {
    this.report = report;
    sheet = new Sheet(hasEvidence);
  }

  /**
   * @param hasEvidence whether the evidence files lie beside the report
   */
  static Page of(Report report, boolean hasEvidence) {
    ReportPage page = new ReportPage(report, hasEvidence);
    Summary summary = new Summary(report);
    page.summary(summary);
    new ImpactSections(report, page.sheet).write();
    page.why();
    new LogSections(report, page.sheet).write();
    new ContainerSections(report, page.sheet).write();
    new OutlookSections(report, page.sheet).write();
    return new Page(summary.kicker(), summary.title(), page.sheet.blocks(), page.footer());
  }

  private void summary(Summary summary) {
    sheet.section("summary", "Summary");
    sheet.add(summary.figures());
    sheet.add(new Bullets(true, summary.sentences().stream().map(Paragraph::of).toList()));
  }

  private void why() {
    sheet.section("why", "Why");
    if (report.incidents().isEmpty()) {
      sheet.say("No incident was opened, so there is no chain from a symptom to a cause.");
    }
    int number = 0;
    for (Incident incident : report.incidents().stream().limit(MOST_INCIDENTS).toList()) {
      number++;
      sheet.part("incident-" + number, number + ". " + incident.title());
      sheet.say(
          "%s, from %s to %s. From the symptom to the cause:"
              .formatted(
                  incident.severity().wireName(),
                  Words.date(incident.startedAt()),
                  incident.resolvedAt() == null
                      ? "the end of the record"
                      : Words.date(incident.resolvedAt())));
      sheet.add(new Bullets(true, incident.why().stream().map(ReportPage::step).toList()));
      blocker(incident);
      if (!incident.advice().isEmpty()) {
        sheet.say("What to do:");
        sheet.add(new Bullets(false, incident.advice().stream().map(Paragraph::of).toList()));
      }
    }
    int left = report.incidents().size() - MOST_INCIDENTS;
    if (left > 0) {
      sheet.say(
          Words.count(left, "more incident")
              + ": "
              + Words.names(
                  report.incidents().stream().skip(MOST_INCIDENTS).map(Incident::title).toList(),
                  20));
    }
    sheet.source("Each step stands on findings.", About.FINDINGS);
  }

  private static Paragraph step(Incident.Step step) {
    List<Span> spans = new ArrayList<>();
    if (!step.service().isEmpty()) {
      spans.add(Span.strong(step.service() + ":"));
      spans.add(Span.text(" "));
    }
    spans.add(Span.text(Words.sentence(step.statement())));
    for (String evidence : step.evidence()) {
      spans.add(Span.text(" "));
      spans.add(Span.quoted(Words.cut(evidence, 300)));
    }
    return new Paragraph(spans);
  }

  /** The words that the service itself has for it. */
  private void blocker(Incident incident) {
    Cluster blocker = report.ofCause();
    if (blocker != null && blocker.isOf(incident)) {
      sheet.add(
          Paragraph.of(
              Span.text("In its own words, %s times: ".formatted(Words.count(blocker.count()))),
              Span.quoted(Words.cut(blocker.template(), 300)),
              Span.text(
                  " (%s of all error entries, the first %s)."
                      .formatted(
                          Words.share(blocker.count(), report.entries().errors()),
                          Words.time(blocker.first())))));
    }
  }

  private String footer() {
    String records =
        report.scope().records().entrySet().stream()
            .map(kind -> Words.count(kind.getValue()) + " " + kind.getKey())
            .collect(Collectors.joining(", "));
    return "Written by Tocsin from %s. All times are UTC. Quantiles are exact to one part in a hundred; counts, means and maxima are exact."
        .formatted(records.isEmpty() ? "no records" : records);
  }
}
