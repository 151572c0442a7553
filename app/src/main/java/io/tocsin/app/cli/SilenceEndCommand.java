package io.tocsin.app.cli;

import io.tocsin.app.controls.ControlsDesk;
import io.tocsin.app.controls.Silences;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.telemetry.Silence;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "end",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Ends a silence before its time; what is still open is told at once.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n")
final class SilenceEndCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "ID", description = "the beginning of it is enough")
  private String id = "";

  @Mixin private final AuthorOption author = new AuthorOption();

  @Mixin private final CommonOptions options = new CommonOptions();

  SilenceEndCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    try (RecordedTopics topics = RecordedTopics.open(options.read().settings())) {
      Silences silences = new Silences(new ControlsDesk(topics.kafka(), topics.topics()));
      Silence ended =
          silences
              .end(id, author.author, now.toInstant())
              .orElseThrow(
                  () ->
                      new WrongUse(
                          "No silence is called " + id + ", or several are.",
                          "See tocsin silence list."));
      new SilenceLines(session.terminal(), now).ended(ended);
    }
    return 0;
  }
}
