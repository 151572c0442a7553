package io.tocsin.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.app.deliveries.DeliveryStatus;
import io.tocsin.app.deliveries.DeliveryStatus.State;
import io.tocsin.app.terminal.DeliveryTable;
import io.tocsin.telemetry.Wire;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "deliveries",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows who was told what, and what could not be told.",
    description = {
      "",
      "Reads the ledger of what was delivered and holds the incidents against it. States:"
          + " delivered; waits (it is to be told, and is tried); held (the policy holds it back,"
          + " the reason says why); dead (given up; it can be sent again); untold (not for this"
          + " receiver, or no news)."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin deliveries                          what waits, is held or dead, and the day's"
          + " rest",
      "  tocsin deliveries --state dead --json      for programs",
      "  tocsin deliveries --incident 3f9a --all    who was told of one, and why the others were"
          + " not",
      "  tocsin deliveries resend 3f9a              tell it once more where it was given up",
      "",
      "Exit codes: 0 all is told, 1 something is dead, 2 wrong use, 3 nobody answers."
    })
final class DeliveriesCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final DeliveryOptions chosen = new DeliveryOptions();

  @Option(names = "--all", description = "also what is untold, and what is older than a day")
  private boolean all;

  @Option(names = "--json", description = "as JSON, for programs")
  private boolean asJson;

  @Mixin private final CommonOptions options = new CommonOptions();

  private DeliveriesCommand(Session session) {
    this.session = session;
  }

  static CommandLine line(Session session) {
    return new CommandLine(new DeliveriesCommand(session))
        .addSubcommand(new DeliveriesResendCommand(session));
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<DeliveryStatus> found =
        chosen.read(options.read().settings()).stream().filter(chosen.filter(all)).toList();
    if (asJson) {
      session
          .terminal()
          .line(Wire.mapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(found));
    } else {
      new DeliveryTable(session.terminal(), ZoneId.systemDefault())
          .of(found)
          .forEach(session.terminal()::line);
    }
    return found.stream().anyMatch(status -> status.state() == State.DEAD) ? 1 : 0;
  }
}
