package io.tocsin.app.cli;

import io.tocsin.app.config.Settings;
import io.tocsin.app.controls.ControlsDesk;
import io.tocsin.app.controls.Silences;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.telemetry.Silence;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Has receivers wait with the incidents that meet all these conditions.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n")
final class SilenceAddCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "CONDITION",
      description = "stack=shop, service=worker-*, severity=warning, …; all must be met")
  private List<String> matchers = List.of();

  @Option(names = "--for", paramLabel = "TIME", description = "so long: 30m, 2h, 3d")
  private @Nullable String length;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "until then: 18:00, '2026-11-23 06:00', 2026-11-23T06:00:00Z")
  private @Nullable String until;

  @Option(names = "--from", paramLabel = "TIME", description = "from then on; else from now")
  private @Nullable String from;

  @Option(names = "--reason", paramLabel = "TEXT", description = "what for")
  private String reason = "";

  @Mixin private final AuthorOption author = new AuthorOption();

  @Mixin private final CommonOptions options = new CommonOptions();

  SilenceAddCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Settings settings = options.read().settings();
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    Silences.Wish wish = wish(now);
    try (RecordedTopics topics = RecordedTopics.open(settings)) {
      Silences silences = new Silences(new ControlsDesk(topics.kafka(), topics.topics()));
      Silence silence = silences.add(wish, now.toInstant());
      new SilenceLines(session.terminal(), now).added(silence);
      return 0;
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()), "tocsin silence --help");
    }
  }

  private Silences.Wish wish(ZonedDateTime now) {
    Moment moment = new Moment(now);
    Instant begin = from == null ? now.toInstant() : moment.ahead("--from", from);
    if ((length == null) == (until == null)) {
      throw new WrongUse("Say how long.", "Write --for 2h, or --until 18:00.");
    }
    Instant end =
        length != null
            ? begin.plus(Moment.span("--for", length))
            : moment.ahead("--until", String.valueOf(until));
    return new Silences.Wish(matchers, begin, end, author.author, reason);
  }
}
