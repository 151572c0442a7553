package io.tocsin.app.cli;

import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.WrongUse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says everything that is wrong with a file at once: line, value and mend.",
    description = {"", "The file is a configuration, or a file of rules. Nothing is started."},
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = "Exit codes: 0 all is right, 2 something is wrong.")
final class RulesCheckCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "the file to check; else the configuration that would be used")
  private @Nullable Path file;

  @Mixin private final CommonOptions options = new CommonOptions();

  RulesCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    options.config = file == null ? options.config : file;
    Settings settings = options.read().settings();
    List<String> broken =
        settings.receivers().all().stream()
            .flatMap(receiver -> receiver.templateProblem().stream())
            .toList();
    if (!broken.isEmpty()) {
      String which = broken.size() == 1 ? "A template is broken." : "Templates are broken.";
      throw new WrongUse(which, String.join("\n  ", broken));
    }
    int rules = settings.rules().rules().size();
    session.terminal().line("All is right; " + rules + " rules are in force.");
    return 0;
  }
}
