package io.tocsin.app.cli;

import io.tocsin.app.archive.ArchiveHead.Redaction;
import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.record.Ring;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.telemetry.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Writes what was recorded in a range of time into a file.",
    description = {
      "",
      "Takes telemetry, facts, rules, findings and incidents out of the topics of the Tocsin that"
          + " runs on the data folder, of the folder itself where none runs, or of a cluster"
          + " (--bootstrap-servers), into an archive (docs/archive.md) that `tocsin replay"
          + " --archive` plays. It only reads."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin record --out outage.tocsin --from 2h",
      "  tocsin record --out outage.tocsin --incident 3f9a --margin 1h --redact drop",
      "  tocsin record --out /backup/tocsin --continuous --every 1h --keep 72 --max-size 4g",
      "  tocsin record --show outage.tocsin         what is in it, and whether it is whole",
      "",
      "Exit codes: 0 written, 1 the archive that was shown is damaged, 2 wrong use,",
      "            3 the record cannot be reached."
    })
final class RecordCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--out",
      paramLabel = "FILE|DIR",
      description = "the archive to write; with --continuous the folder of the ring")
  private @Nullable Path out;

  @ArgGroup(exclusive = false)
  private RangeOptions range = new RangeOptions();

  @Option(
      names = "--warm-up",
      paramLabel = "TIME|all",
      defaultValue = "3h",
      description =
          "telemetry of so long before the range goes in, too, so that a replay knows at its"
              + " beginning what the live run knew (${DEFAULT-VALUE})")
  private String warmUp = "3h";

  @Option(
      names = "--redact",
      paramLabel = "mask|drop",
      description =
          "for sharing: mask secrets in log lines again by the rules of today, or drop what"
              + " containers wrote; findings and incidents, which quote them, are left out")
  private @Nullable String redact;

  @Option(names = "--continuous", description = "keep a ring of archives, until it is stopped")
  private boolean isContinuous;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "so much of time an archive of the ring (${DEFAULT-VALUE})")
  private String every = "1h";

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "72",
      description = "so many archives (${DEFAULT-VALUE})")
  private int keep = 72;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      defaultValue = "4GiB",
      description = "and no more of them than this in all (${DEFAULT-VALUE})")
  private String maxSize = "4GiB";

  @Option(
      names = "--show",
      paramLabel = "FILE",
      description = "say what is in this archive, and what of it is damaged")
  private @Nullable Path shown;

  @Option(names = "--force", description = "write over a file that is there already")
  private boolean isForced;

  @Mixin private final CommonOptions options = new CommonOptions();

  RecordCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (shown != null) {
      return new ArchiveSheet(session.terminal()).show(shown);
    }
    if (out == null) {
      throw new WrongUse("Where to?", "Name the archive: --out FILE.");
    }
    refuseToOverwrite(out);
    Settings settings = options.read().settings();
    Redaction redaction = redaction();
    if (isContinuous) {
      return keepRing(settings, out, redaction);
    }
    try (RecordedTopics topics = RecordedTopics.open(settings)) {
      RecordRange wanted = range.wanted(topics, ZonedDateTime.now(ZoneId.systemDefault())).range();
      new ArchivePiece(out, wanted, warmUp(), redaction).write(session, settings, topics);
    }
    return 0;
  }

  private void refuseToOverwrite(Path file) {
    if (!isContinuous && Files.isDirectory(file)) {
      throw new WrongUse(file + " is a folder.", "Name a file in it: --out FILE.");
    }
    if (!isContinuous && !isForced && Files.exists(file)) {
      throw new WrongUse(
          file + " is there already.", "Take another name, or write over it: --force.");
    }
  }

  private int keepRing(Settings settings, Path folder, Redaction redaction) {
    Ring ring = new Ring(folder, Moment.span("--every", every), keep, size());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new WrongUse(folder + " cannot be made: " + e, "May this user write there?", e);
    }
    new ContinuousRecording(session, settings, ring, redaction).run();
    return 0;
  }

  private Bytes size() {
    try {
      return Bytes.parse(maxSize);
    } catch (IllegalArgumentException e) {
      throw new WrongUse("--max-size: \"" + maxSize + "\" is no size.", "Write 500MiB or 4g.", e);
    }
  }

  private Optional<Duration> warmUp() {
    return warmUp.equals("all") ? Optional.empty() : Optional.of(Moment.span("--warm-up", warmUp));
  }

  private Redaction redaction() {
    if (redact == null) {
      return Redaction.NONE;
    }
    return switch (redact) {
      case "mask" -> Redaction.MASKED;
      case "drop" -> Redaction.DROPPED;
      default ->
          throw new WrongUse("--redact: \"" + redact + "\" is nothing known.", "Say mask or drop.");
    };
  }
}
