package io.tocsin.app.cli;

import io.tocsin.app.roles.Part;
import java.util.EnumSet;
import picocli.CommandLine.Command;

@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Tells the receivers: the alerts alone.",
    description = {
      "",
      "Reads incidents from Kafka and posts them to the receivers, each revision once. More than one may run; they share the work."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = "  tocsin notify --bootstrap-servers kafka:9092 --webhook https://example.org/in")
final class NotifyCommand extends RunCommand {
  NotifyCommand(Session session) {
    super(session, EnumSet.of(Part.NOTIFY));
  }
}
