package io.tocsin.app.cli;

import io.tocsin.app.roles.Part;
import java.util.EnumSet;
import picocli.CommandLine.Command;

@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Finds out what is wrong: the topologies alone.",
    description = {
      "",
      "Reads telemetry from Kafka and writes findings and incidents. Run as many as you like; they share the work."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = "  tocsin detect --bootstrap-servers kafka:9092 --config tocsin.yml")
final class DetectCommand extends RunCommand {
  DetectCommand(Session session) {
    super(session, EnumSet.of(Part.DETECT));
  }
}
