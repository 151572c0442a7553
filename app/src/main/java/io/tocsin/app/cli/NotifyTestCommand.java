package io.tocsin.app.cli;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.Trial;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.app.terminal.Inert;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Sends a receiver a sample incident: its opening, and its end.",
    description = {"", "Nothing else is started, and nothing is tried a second time."},
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = "Exit codes: 0 it was taken, 1 it was refused, 3 the receiver cannot be reached now.")
final class NotifyTestCommand implements Callable<Integer> {
  private static final int REFUSED = 1;
  private static final int UNREACHABLE = 3;

  private final Session session;

  @Mixin private final ReceiverArgument chosen = new ReceiverArgument();

  @Option(names = "--open", description = "leave the sample incident open")
  private boolean open;

  @Mixin private final CommonOptions options = new CommonOptions();

  NotifyTestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    ReceiverConfig receiver = chosen.in(options.read().settings());
    Instant opened = Instant.now();
    try (Trial trial = new Trial(receiver)) {
      int code = say(receiver, "the opening", trial.tell(Sample.openAt(opened), opened));
      if (code == 0 && !open) {
        Thread.sleep(receiver.receiver().pace().plus(Duration.ofSeconds(1)).toMillis());
        Instant now = Instant.now();
        code = say(receiver, "the end", trial.tell(Sample.resolvedAt(now, opened), now));
      }
      return code;
    }
  }

  private int say(ReceiverConfig receiver, String what, Reply reply) {
    if (reply instanceof Reply.Refused refused) {
      line(receiver, "refuses " + what + ": " + refused.reason());
      return REFUSED;
    }
    if (reply instanceof Reply.Failed failed) {
      line(receiver, "does not take " + what + " now: " + failed.reason());
      return UNREACHABLE;
    }
    line(receiver, "has taken " + what);
    return 0;
  }

  private void line(ReceiverConfig receiver, String text) {
    session.terminal().line(Inert.text(receiver.name() + " " + text));
  }
}
