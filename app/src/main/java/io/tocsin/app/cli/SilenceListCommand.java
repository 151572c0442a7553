package io.tocsin.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.app.controls.ControlsDesk;
import io.tocsin.app.controls.Silences;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.telemetry.Silence;
import io.tocsin.telemetry.Wire;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows what is silenced, and what will be.",
    optionListHeading = "%nOptions:%n")
final class SilenceListCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--all", description = "also those that are over, for a month")
  private boolean all;

  @Option(names = "--json", description = "as JSON, for programs")
  private boolean asJson;

  @Mixin private final CommonOptions options = new CommonOptions();

  SilenceListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    try (RecordedTopics topics = RecordedTopics.open(options.read().settings())) {
      List<Silence> shown =
          new Silences(new ControlsDesk(topics.kafka(), topics.topics()))
              .all().stream()
                  .filter(silence -> all || silence.end().isAfter(now.toInstant()))
                  .toList();
      if (asJson) {
        session
            .terminal()
            .line(
                Wire.mapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(shown));
      } else {
        new SilenceLines(session.terminal(), now).list(shown);
      }
    }
    return 0;
  }
}
