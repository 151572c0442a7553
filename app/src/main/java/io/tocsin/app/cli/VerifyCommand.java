package io.tocsin.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.report.Standing;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.app.terminal.IncidentTable;
import io.tocsin.app.terminal.Inert;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.app.verify.LiveTopics;
import io.tocsin.app.verify.Verification;
import io.tocsin.app.verify.Verification.Verdict;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Watches whether the stack stays healthy: the gate after a deployment.",
    description = {
      "",
      "Asks the Tocsin that runs on the data folder, or on a cluster (--bootstrap-servers). Healthy"
          + " is a stack without a new or open incident (information aside) that meets the report's"
          + " success criteria over the whole time: error-ratio, failed-requests, latency-p95,"
          + " restarts, memory-ratio, availability, deprecations. A new incident ends it at once."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  docker compose up -d && tocsin verify --for 15m --stack shop",
      "  tocsin verify --for 5m --since 10:42       what was since then counts, too",
      "",
      "Exit codes: 0 healthy, 1 not, 2 wrong use, 3 no telemetry comes."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** By then the incidents of before have been read. */
  private static final Duration READ = Duration.ofSeconds(3);

  private final Session session;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "15m",
      description = "so long from now on (${DEFAULT-VALUE})")
  private String time = "15m";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "count from then on, as from the deployment; " + Moment.FORMS)
  private @Nullable String since;

  @Option(names = "--stack", paramLabel = "NAME", description = "this stack only")
  private @Nullable String stack;

  @Option(names = "--to-the-end", description = "watch on when an incident has settled it already")
  private boolean isToTheEnd;

  @Option(names = "--json", description = "the verdict as JSON, for programs")
  private boolean asJson;

  @Mixin private final CommonOptions options = new CommonOptions();
  private final Set<String> told = new HashSet<>();

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Settings settings = options.read().settings();
    Duration length = Moment.span("--for", time);
    Instant now = Instant.now();
    Instant from =
        since == null
            ? now
            : new Moment(ZonedDateTime.now(ZoneId.systemDefault())).read("--since", since);
    Verification verification = new Verification(Optional.ofNullable(stack), from);
    try (RecordedTopics topics = RecordedTopics.open(settings);
        LiveTopics live = new LiveTopics(topics.kafka(), topics.topics(), from)) {
      watch(live, verification, now.plus(length));
    }
    if (verification.records() == 0 && verification.fresh().isEmpty()) {
      throw new Unreachable(
          stack == null
              ? "No container wrote, ran or changed in that time."
              : "Nothing was heard of a stack " + stack + ".",
          "A verdict on what nobody saw is none: is the stack up, and its name right?");
    }
    Verdict verdict = verification.verdict();
    print(verdict, verification);
    return verdict.isHealthy() ? 0 : 1;
  }

  /** Until the collector has told all up to the end; a verdict on what nobody saw is none. */
  private void watch(LiveTopics live, Verification verification, Instant end) {
    Progress progress = new Progress(session.terminal());
    Instant began = Instant.now();
    long shown = Long.MIN_VALUE;
    while (verification.heardUntil().isBefore(end) && !session.stop().isRequested()) {
      live.poll(TICK, verification);
      if (!isToTheEnd && !verification.fresh().isEmpty()) {
        break;
      }
      Instant now = Instant.now();
      if (now.isAfter(later(began, verification.heardUntil()).plus(SILENCE))) {
        throw new Unreachable(
            "No telemetry has come for " + SILENCE.toSeconds() + " s.",
            "Is Tocsin running, and does it see the engine? `tocsin doctor` looks.");
      }
      if (Duration.between(began, now).compareTo(READ) > 0) {
        tellOfLasting(progress, verification);
      }
      long step = session.terminal().isColoured() ? 1 : 30;
      long due = Duration.between(began, now).toSeconds() / step;
      if (due != shown) {
        shown = due;
        progress.show(line(verification, Duration.between(now, end)));
      }
    }
    progress.clear();
  }

  /** Says at once what makes it fail unless it is over by the end, each once. */
  private void tellOfLasting(Progress progress, Verification verification) {
    for (Incident each : verification.lasting()) {
      if (told.add(each.id())) {
        progress.clear();
        session
            .terminal()
            .note(
                Inert.text(
                    "Open from before: %s (%s). Not healthy unless it is over by the end."
                        .formatted(each.title(), each.id())));
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String line(Verification verification, Duration left) {
    int incidents = verification.fresh().size();
    int lasting = verification.lasting().size();
    String open = lasting == 0 ? "" : ", " + lasting + " open from before";
    return "%s to go, %,d records, %s"
        .formatted(
            Duration.ofSeconds(Math.max(0, left.toSeconds()))
                .toString()
                .substring(2)
                .toLowerCase(java.util.Locale.ROOT),
            verification.records(),
            (incidents == 0 ? "no new incident" : "new incidents: " + incidents) + open);
  }

  private void print(Verdict verdict, Verification verification) throws JsonProcessingException {
    Terminal terminal = session.terminal();
    if (asJson) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("schema", "tocsin.verify.v1");
      json.put("healthy", verdict.isHealthy());
      json.put("criteria", verdict.rows());
      json.put("incidents", verdict.incidents());
      terminal.line(
          Wire.mapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json));
      return;
    }
    verdict.rows().forEach(this::print);
    new IncidentTable(terminal, ZoneId.systemDefault())
        .of(verdict.incidents(), Instant.now())
        .forEach(terminal::line);
    String until = verification.heardUntil().truncatedTo(ChronoUnit.SECONDS).toString();
    terminal.line(
        verdict.isHealthy()
            ? terminal.paint(Colour.GREEN, "Healthy") + " until " + until + "."
            : terminal.paint(Colour.RED, "Not healthy") + ", seen until " + until + ".");
  }

  private void print(Standing.Row row) {
    Terminal terminal = session.terminal();
    String mark = row.isMet() ? terminal.paint(Colour.GREEN, "✓") : terminal.paint(Colour.RED, "✗");
    terminal.line(
        "%s %-16s %-26s %-18s %s"
            .formatted(mark, row.name(), row.value(), row.target(), row.what()));
  }
}
