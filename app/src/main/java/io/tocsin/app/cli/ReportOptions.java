package io.tocsin.app.cli;

import io.tocsin.app.cli.RangeOptions.Wanted;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.replay.ReplayListener;
import io.tocsin.app.replay.ReplayOutcome;
import io.tocsin.app.report.Focus;
import io.tocsin.app.report.ReportFiles;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and where a report is to be written. */
final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "write the post-incident report there, as report.md and report.html")
  private @Nullable Path folder;

  @Option(
      names = "--evidence",
      description = "and beside it the records that its numbers are counted from")
  private boolean isWithEvidence;

  /**
   * Plays something, and writes the report of it if one is wanted.
   *
   * @param wanted what the report is about; what is played before only warms up
   */
  ReplayOutcome report(
      Wanted wanted, Terminal terminal, Function<ReplayListener, ReplayOutcome> play) {
    if (folder == null) {
      if (isWithEvidence) {
        throw new WrongUse("--evidence goes with a report.", "Say where to: --report DIR.");
      }
      return play.apply(ReplayListener.NONE);
    }
    try (ReportFiles files = new ReportFiles(folder, isWithEvidence, Focus.on(wanted.about()))) {
      ReplayOutcome outcome = play.apply(new Reported(files, wanted.range()));
      outcome.remarks().forEach(files::note);
      files.finish().forEach(file -> terminal.note("Report: " + file));
      return outcome;
    } catch (IOException | UncheckedIOException e) {
      throw new WrongUse(
          folder + " cannot be written: " + e, "Choose a folder that can be made.", e);
    }
  }

  /** Hands over what lies in the range. */
  private record Reported(ReportFiles files, RecordRange range) implements ReplayListener {
    @Override
    public void telemetry(Telemetry record) {
      if (!record.at().isBefore(range.from())) {
        files.on(record);
      }
    }

    @Override
    public void finding(Finding finding) {
      if (!finding.updatedAt().isBefore(range.from())) {
        files.on(finding);
      }
    }

    @Override
    public void incident(Incident incident) {
      files.on(incident);
    }
  }
}
