package io.tocsin.app.cli;

import io.tocsin.streams.rules.DefaultsFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "defaults",
    mixinStandardHelpOptions = true,
    header = "Prints all rules with their standard values, as a file to begin with.",
    description = {"", "What it prints can be used as it is: with --rules, or in tocsin.yml."})
final class RulesDefaultsCommand implements Callable<Integer> {
  private final Session session;

  RulesDefaultsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.terminal().out().print(DefaultsFile.yaml());
    session.terminal().out().flush();
    return 0;
  }
}
