package io.tocsin.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.imports.OutageHour;
import io.tocsin.app.report.page.HtmlWriter;
import io.tocsin.app.report.page.MarkdownWriter;
import io.tocsin.app.report.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gcl.json", "backend.log"})
  void reproducesTheFiguresOfTheOutageThatWasWrittenUpByHand(String form) throws IOException {
    OutageHour hour = new OutageHour();
    boolean isExport = form.equals("gcl.json");
    Files.writeString(folder.resolve(form), isExport ? hour.asGoogleExport() : hour.asDockerLogs());

    Report report = Outage.report(folder, Witness.NONE);

    assertThat(report.entries().count()).isEqualTo(4_570);
    assertThat(report.entries().errors()).isEqualTo(3_280);
    assertThat(report.entries().warnings()).isEqualTo(1_290);
    assertThat(Words.share(report.entries().errors(), report.entries().count()))
        .isEqualTo("71.8 %");
    assertBlocker(report);
    assertRequests(report.requests());
    assertThat(report.containers().exits())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.code()).isEqualTo(3);
              assertThat(row.lines()).isEqualTo(1_290);
            });
    assertThat(report.clusters())
        .anySatisfy(
            cluster -> {
              assertThat(cluster.template()).contains("Container called exit(3)");
              assertThat(cluster.count()).isEqualTo(1_290);
              assertThat(cluster.isError()).isFalse();
            });
  }

  private static void assertBlocker(Report report) {
    assertThat(report.blocker())
        .satisfies(
            blocker -> {
              assertThat(blocker.template()).startsWith("ModuleNotFoundError: No module named");
              assertThat(blocker.count()).isEqualTo(3_129);
              assertThat(blocker.parts()).hasSize(3);
              assertThat(blocker.parts()).allMatch(part -> part.count() == 1_043);
              assertThat(blocker.subject().service()).isEqualTo("backend");
            });
    assertThat(report.priorities().get(0).rank()).isEqualTo("P0");
    assertThat(report.priorities().get(0).what()).contains("ModuleNotFoundError");
  }

  private static void assertRequests(Requests.Summary requests) {
    assertThat(requests.failed()).isEqualTo(151);
    assertThat(requests.statuses())
        .extracting(row -> row.count() + " × " + row.status())
        .containsExactly("88 × 503", "63 × 500");
    assertThat(Words.millis(requests.latency().mean())).isEqualTo("8,536 ms");
    assertThat(Words.millis(requests.latency().max())).isEqualTo("60,001 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcl.json", "backend.log"})
  void writesThemInBothForms(String form) throws IOException {
    OutageHour hour = new OutageHour();
    boolean isExport = form.equals("gcl.json");
    Files.writeString(folder.resolve(form), isExport ? hour.asGoogleExport() : hour.asDockerLogs());
    Page page = ReportPage.of(Outage.report(folder, Witness.NONE), false);

    for (String text : new String[] {HtmlWriter.write(page), MarkdownWriter.write(page)}) {
      assertThat(text)
          .contains("4,570", "3,280", "71.8 %", "3,129", "1,290", "8,536 ms", "60,001 ms")
          .contains("Primary blocker", "P0")
          .contains("of 4,570 log entries are errors (3,280)")
          .doesNotContain("2,172", "2,272");
    }
  }
}
