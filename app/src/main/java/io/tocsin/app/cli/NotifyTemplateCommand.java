package io.tocsin.app.cli;

import io.tocsin.alerts.Kinds;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.app.problem.WrongUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    header = "Prints the shipped template of a kind of receiver, to begin one's own with.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = "  tocsin notify template slack > slack.mustache")
final class NotifyTemplateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "KIND", description = "slack, email and so on")
  private String key = "";

  NotifyTemplateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!Kinds.KEYS.contains(key)) {
      throw new WrongUse(
          "No receiver is called " + key + ".", "There are: " + String.join(", ", Kinds.KEYS));
    }
    Kind kind = Kinds.of(key);
    session.terminal().line(kind.shipped().text().stripTrailing());
    return 0;
  }
}
