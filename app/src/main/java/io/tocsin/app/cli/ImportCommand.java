package io.tocsin.app.cli;

import io.tocsin.app.imports.ArchiveFile;
import io.tocsin.app.imports.FileTally;
import io.tocsin.app.imports.Import;
import io.tocsin.app.imports.ImportSettings;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.terminal.ImportLines;
import io.tocsin.app.terminal.Inert;
import io.tocsin.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Makes an archive of what is left of an outage that Tocsin did not see.",
    description = {
      "",
      "Reads `docker logs -t` and `docker compose logs -t`, json-file logs, `journalctl -o json`,"
          + " `docker events --format '{{json .}}'`, `docker inspect`, `docker stats --no-stream"
          + " --format json`, exports of Google Cloud Logging and CloudWatch, and text with times;"
          + " packed with gzip, too. What a file is, is told by what is in it. Secrets are masked."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "A log's service is that of its container, known from inspections and events in the same"
          + " import; else its file's name.",
      "Exit codes: 0 every line was understood, 1 some were not (the archive is written),",
      "            2 nothing could be read."
    })
final class ImportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files, or folders of them")
  private List<Path> paths = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "the archive to write (import.tocsin)")
  private Path out = Path.of("import.tocsin");

  @Option(names = "--explain", description = "say of every line what became of it")
  private boolean isExplained;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "the host's name in all records (imported)")
  private String host = "imported";

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "the stack of containers that do not name theirs")
  private String stack = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "of times that are written without one, such as Europe/Berlin (UTC)")
  private ZoneId zone = ZoneOffset.UTC;

  ImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try {
      return write(Import.files(paths));
    } catch (IOException e) {
      throw new WrongUse("cannot be read: " + e.getMessage(), "Is the name right?", e);
    }
  }

  private int write(List<Path> files) throws IOException {
    try (ArchiveFile archive = new ArchiveFile(out, Instant.now())) {
      ImportSettings settings =
          new ImportSettings(host.replace('/', '_'), stack.replace('/', '_'), zone);
      List<FileTally> tallies = new Import(settings, this::explain).read(files, archive);
      int code = tell(tallies);
      archive.finish();
      session.terminal().line("Next: tocsin replay --archive " + out + " --report DIR");
      return code;
    }
  }

  private void explain(Path file, int line, String verdict) {
    if (isExplained) {
      session.terminal().line(Inert.text(file + ":" + line + ": " + verdict));
    }
  }

  private int tell(List<FileTally> tallies) {
    Terminal terminal = session.terminal();
    ImportLines lines = new ImportLines(terminal);
    tallies.forEach(tally -> lines.of(tally).forEach(terminal::line));
    long records = tallies.stream().mapToLong(FileTally::records).sum();
    long refused = tallies.stream().mapToLong(FileTally::refusals).sum();
    if (records == 0) {
      throw new WrongUse(
          "Nothing in these files could be read.", "`tocsin import --explain` says why, by line.");
    }
    terminal.line(
        String.format(Locale.ROOT, "%,d records in %s", records, out)
            + (refused == 0
                ? ", every line understood."
                : String.format(Locale.ROOT, "; %,d lines were not understood", refused)
                    + (isExplained ? "." : " (--explain names them).")));
    return refused == 0 ? 0 : 1;
  }
}
