package io.tocsin.app.cli;

import io.tocsin.app.roles.Part;
import java.util.EnumSet;
import picocli.CommandLine.Command;

@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Watches this host: everything in one process.",
    description = {
      "",
      "Collector, detection and alerts in one process, with a real Kafka broker inside it that"
          + " keeps its data in --data. Runs until Ctrl-C or SIGTERM."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin up",
      "  tocsin up --webhook https://example.org/in --slack https://hooks.slack.com/services/…",
      "  tocsin up --bootstrap-servers kafka1:9092,kafka2:9092 --topic-prefix prod-",
      "  TOCSIN_HTTP=off tocsin up --config tocsin.yml"
    })
final class UpCommand extends RunCommand {
  UpCommand(Session session) {
    super(session, EnumSet.allOf(Part.class));
  }
}
