package io.tocsin.app.cli;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.app.cli.RangeOptions.Wanted;
import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.replay.Comparison;
import io.tocsin.app.replay.Replay;
import io.tocsin.app.replay.ReplayListener;
import io.tocsin.app.replay.ReplayOutcome;
import io.tocsin.app.replay.ReplayPlan;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.streams.incident.Dependencies;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Plays what was recorded through the detectors again, and prints the incidents.",
    description = {
      "",
      "Reads the topics of the Tocsin that runs on the data folder, of the folder itself where none"
          + " runs, of a cluster (--bootstrap-servers), or an archive that `tocsin record` or"
          + " `tocsin import` wrote. It only reads, and tells nobody without --notify: the live run"
          + " does not notice."
          + " It ends in the same incidents as the live run did; --check proves it.",
      "",
      "Detectors learn (what a service usually logs, how its memory grows), so a replay of a range"
          + " begins earlier, to know at its beginning what the live run knew: see --warm-up."
          + " Without --rules each record is judged by the rules that were in force at its time."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin replay --from 2h                        the last two hours again",
      "  tocsin replay --incident 3f9a --margin 1h      what surrounds an incident",
      "  tocsin replay --incident 3f9a --report DIR     the report about it",
      "  tocsin replay --archive outage.tocsin --json   an archive, for programs",
      "  tocsin replay --check                          is live = replay?",
      "  tocsin replay --from 3d --rules mine.yml --compare",
      "                                                 what would these rules have done?",
      "",
      "Exit codes: 0 played, and with --compare or --check nothing is different; 1 something is;",
      "            2 wrong use, 3 the record cannot be reached, or whom --notify names."
    })
final class ReplayCommand implements Callable<Integer> {
  private final Session session;

  @ArgGroup(exclusive = false)
  private RangeOptions range = new RangeOptions();

  @Option(names = "--archive", paramLabel = "FILE", description = "play this file, not the topics")
  private @Nullable Path archive;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME|all",
      description =
          "so much before the range is played first, its incidents left out (24h; with --check: all"
              + " that is recorded)")
  private @Nullable String warmUp;

  @Option(
      names = "--speed",
      paramLabel = "TIMES",
      description = "so many times as fast as it was, for watching: 10x (default: full speed)")
  private @Nullable String speed;

  @Option(
      names = "--compare",
      description =
          "what --rules would have changed: incidents new, gone, earlier, later, or blamed"
              + " on another")
  private boolean isComparing;

  @Option(
      names = "--check",
      description =
          "compare with the incidents that the live run recorded: ids, cause, findings,"
              + " onset, end")
  private boolean isChecking;

  @Mixin private final ReportOptions report = new ReportOptions();

  @Mixin private final NotifyOption notify = new NotifyOption();

  @Option(names = "--json", description = "as JSON, for programs")
  private boolean asJson;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "share services among so many threads (default: the cores, at most 4); the"
              + " outcome does not hang on it")
  private int threads;

  @Mixin private final CommonOptions options = new CommonOptions();

  ReplayCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    checkOptions();
    Settings settings = options.read().settings();
    Optional<ReceiverConfig> told = notify.chosen(settings);
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    if (archive != null) {
      return run(settings, ReplayInput.ofArchive(archive, range, now), told);
    }
    try (RecordedTopics topics = RecordedTopics.open(settings)) {
      Wanted wanted = range.wanted(topics, now);
      return run(settings, ReplayInput.ofTopics(topics, wanted, warmUp()), told);
    }
  }

  private void checkOptions() {
    if (isComparing && isChecking) {
      throw new WrongUse(
          "--compare looks at other rules, --check at the live run.", "Take one after the other.");
    }
    if (isComparing && options.rules == null) {
      throw new WrongUse("--compare needs rules to compare with.", "Name them: --rules FILE.");
    }
    if (notify.isGiven() && (isComparing || isChecking)) {
      throw new WrongUse(
          "--notify tells what a replay has found; --compare and --check only look for what is"
              + " different.",
          "Take one after the other.");
    }
  }

  private int run(Settings settings, ReplayInput input, Optional<ReceiverConfig> told) {
    Dependencies depends = new Dependencies(settings.depends(), settings.optional());
    ReplayPlan standard = ReplayPlan.of(settings.rules(), depends);
    ReplayPlan plan =
        new ReplayPlan(
            options.rules == null || isComparing ? Optional.empty() : Optional.of(settings.rules()),
            settings.rules(),
            depends,
            input.range().from(),
            input.range().to(),
            threads > 0 ? threads : standard.threads(),
            speed());
    ReplayOutcome outcome =
        report.report(
            input.wanted(), session.terminal(), listener -> play("Replay", plan, input, listener));
    Instant horizon = outcome.last() == null ? Instant.MIN : outcome.last();
    Comparison comparison = null;
    if (isChecking) {
      comparison = Comparison.of(outcome.recorded(), outcome.incidents(), horizon);
    } else if (isComparing) {
      ReplayOutcome other =
          play(
              "Replay under the other rules",
              plan.under(settings.rules()),
              input,
              ReplayListener.NONE);
      comparison = Comparison.of(outcome.incidents(), other.incidents(), horizon);
      outcome = other;
    }
    new ReplayReport(session.terminal(), isChecking).print(outcome, comparison, asJson);
    if (told.isPresent()) {
      return NotifyOption.tell(session, told.get(), input.about(outcome.incidents()));
    }
    return comparison == null || comparison.isEqual() ? 0 : 1;
  }

  private ReplayOutcome play(
      String what, ReplayPlan plan, ReplayInput input, ReplayListener listener) {
    Progress progress = new Progress(session.terminal());
    try (var source = input.open()) {
      ReplayOutcome outcome =
          new Replay(plan, source, listener)
              .run((records, at, share) -> progress.reached(what, records, at, share));
      progress.clear();
      session.terminal().note(ReplayReport.summary(what, outcome, progress.seconds()));
      return outcome;
    }
  }

  private Optional<Duration> warmUp() {
    if (warmUp == null) {
      return isChecking ? Optional.empty() : Optional.of(Duration.ofHours(24));
    }
    return warmUp.equals("all") ? Optional.empty() : Optional.of(Moment.span("--warm-up", warmUp));
  }

  private double speed() {
    if (speed == null) {
      return 0;
    }
    try {
      return Double.parseDouble(
          speed.endsWith("x") ? speed.substring(0, speed.length() - 1) : speed);
    } catch (NumberFormatException e) {
      throw new WrongUse("--speed: \"" + speed + "\" is no number.", "Write 1x, 10x or 0.5x.", e);
    }
  }
}
