package io.tocsin.app.cli;

import io.tocsin.app.roles.Part;
import java.util.EnumSet;
import picocli.CommandLine.Command;

@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Publishes what the engine tells: the collector alone.",
    description = {
      "",
      "Reads events, resource samples and log lines from the Docker Engine of this host and publishes them to Kafka. One on each host."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = "  tocsin collect --bootstrap-servers kafka:9092 --host web1")
final class CollectCommand extends RunCommand {
  CollectCommand(Session session) {
    super(session, EnumSet.of(Part.COLLECT));
  }
}
