package io.tocsin.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "silence",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    header = "Has receivers wait: adds, lists and ends silences.",
    description = {
      "",
      "What is silenced is recorded and shown as ever, and told when the silence ends, if it is"
          + " still open then. The end of what was told is always told."
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin silence add stack=shop --for 2h --reason \"new disks\"",
      "  tocsin silence add service=worker-* severity=warning --until 18:00",
      "  tocsin silence list               what is silenced, and what will be",
      "  tocsin silence end 7f3a9c         before its time",
      "",
      "Conditions: host, stack, service (the cause's), affects (any that is concerned), severity,",
      "detector, incident, label.NAME; with = or !=, * for anything, commas between several."
    })
final class SilenceCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private SilenceCommand() {}

  /** The command with those under it. */
  static CommandLine line(Session session) {
    return new CommandLine(new SilenceCommand())
        .addSubcommand(new SilenceAddCommand(session))
        .addSubcommand(new SilenceListCommand(session))
        .addSubcommand(new SilenceEndCommand(session));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: add, list or end.");
  }
}
