package io.tocsin.app.cli;

import io.tocsin.app.config.Settings;
import io.tocsin.app.deliveries.DeliveryStatus;
import io.tocsin.app.deliveries.DeliveryStatus.State;
import io.tocsin.app.deliveries.Resend;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.app.terminal.Inert;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "resend",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Has told once more what was given up.",
    description = {
      "",
      "The notifier that runs, or the next that starts, tells the incident as it stands by then."
          + " What a receiver has heard of in the meantime is not told again."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = "Exit codes: 0 it is asked for, 2 there is nothing to send again, 3 nobody answers.")
final class DeliveriesResendCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "of an incident; its beginning is enough")
  private @Nullable String id;

  @Option(names = "--all", description = "all that was given up")
  private boolean all;

  @Mixin private final DeliveryOptions chosen = new DeliveryOptions();
  @Mixin private final CommonOptions options = new CommonOptions();

  DeliveriesResendCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    if ((id == null) != all) {
      throw new WrongUse("`deliveries resend` wants an ID or --all.", "tocsin deliveries lists.");
    }
    Settings settings = options.read().settings();
    List<DeliveryStatus> dead =
        chosen.read(settings).stream()
            .filter(chosen.filter(true))
            .filter(status -> status.state() == State.DEAD)
            .filter(status -> id == null || status.incident().startsWith(id))
            .toList();
    if (dead.isEmpty()) {
      throw new WrongUse("Nothing of that was given up.", "tocsin deliveries --state dead");
    }
    try (RecordedTopics topics = RecordedTopics.open(settings)) {
      new Resend(topics.kafka(), topics.topics()).ask(dead);
    }
    for (DeliveryStatus status : dead) {
      String what = status.receiver() + " is told of " + status.incident() + ": " + status.title();
      session.terminal().line(Inert.text(what, session.terminal().width()));
    }
    return 0;
  }
}
