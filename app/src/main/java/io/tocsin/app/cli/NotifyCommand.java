package io.tocsin.app.cli;

import io.tocsin.app.roles.Part;
import java.util.EnumSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Tells the receivers: the alerts alone.",
    description = {
      "",
      "Reads incidents from Kafka and posts them to the receivers, each revision once. More than"
          + " one may run; they share the work."
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "[COMMAND]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin notify --bootstrap-servers kafka:9092 --webhook https://example.org/in",
      "  tocsin notify test slack                 send a sample incident",
      "  tocsin notify preview slack              print what would be sent",
      "  tocsin notify template slack             print the shipped template"
    })
final class NotifyCommand extends RunCommand {
  private NotifyCommand(Session session) {
    super(session, EnumSet.of(Part.NOTIFY));
  }

  /** The command with those under it. */
  static CommandLine line(Session session) {
    return new CommandLine(new NotifyCommand(session))
        .addSubcommand(new NotifyTestCommand(session))
        .addSubcommand(new NotifyPreviewCommand(session))
        .addSubcommand(new NotifyTemplateCommand(session));
  }
}
