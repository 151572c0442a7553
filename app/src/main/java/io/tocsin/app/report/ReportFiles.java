package io.tocsin.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.app.report.page.HtmlWriter;
import io.tocsin.app.report.page.MarkdownWriter;
import io.tocsin.app.report.page.Page;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report into a folder: {@code report.md} and {@code report.html}, and beside them, if
 * wanted, the evidence. Give it all records first, then {@link #finish}.
 */
public final class ReportFiles implements AutoCloseable {
  private final Path folder;
  private final @Nullable EvidenceFiles evidence;
  private final ReportBuilder builder;

  /**
   * Makes the folder if need be.
   *
   * @param withEvidence whether the records that numbers stand on are written, too
   * @param focus what it is about
   */
  public ReportFiles(Path folder, boolean withEvidence, Focus focus) throws IOException {
    this.folder = Files.createDirectories(folder);
    evidence = withEvidence ? new EvidenceFiles(folder.resolve("evidence")) : null;
    builder = new ReportBuilder(evidence == null ? Witness.NONE : evidence, focus);
  }

  /** Takes a record of a telemetry topic in. */
  public void on(Telemetry record) {
    builder.on(record);
  }

  /** Takes in what a detector found. */
  public void on(Finding finding) {
    builder.on(finding);
  }

  /** Takes an incident in, each time that it is told. */
  public void on(Incident incident) {
    builder.on(incident);
  }

  /** Something that a reader of the report should know of the record, such as damage. */
  public void note(String note) {
    builder.note(note);
  }

  /**
   * Writes the files.
   *
   * @return where they are
   */
  public List<Path> finish() throws IOException {
    Page page = ReportPage.of(builder.build(), evidence != null);
    close();
    Path html = folder.resolve("report.html");
    Path markdown = folder.resolve("report.md");
    Files.writeString(html, HtmlWriter.write(page), UTF_8);
    Files.writeString(markdown, MarkdownWriter.write(page), UTF_8);
    return List.of(markdown, html);
  }

  @Override
  public void close() throws IOException {
    if (evidence != null) {
      evidence.close();
    }
  }
}
