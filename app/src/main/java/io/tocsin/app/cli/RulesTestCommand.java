package io.tocsin.app.cli;

import io.tocsin.app.config.ConfigurationErrors;
import io.tocsin.app.config.Problem;
import io.tocsin.app.config.ScenarioFile;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.scenario.Outcome;
import io.tocsin.streams.scenario.Outcome.Kind;
import io.tocsin.streams.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Plays scenarios through the detectors, under the rules of the configuration.",
    description = {
      "",
      "A scenario is a story of telemetry and what must be found in it; docs/rules.md tells how"
          + " one is written. Said is what was expected, and what came instead, and when."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = "Exit codes: 0 all went as they say, 1 one did not, 2 a file is wrong.")
final class RulesTestCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "files of scenarios (YAML)")
  private List<Path> files = List.of();

  @Option(names = "--all", description = "show the findings of those that went well, too")
  private boolean isAll;

  @Mixin private final CommonOptions options = new CommonOptions();

  RulesTestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Map<Path, ScenarioFile> read = read(options.read().settings().rules());
    int played = 0;
    int failed = 0;
    for (Map.Entry<Path, ScenarioFile> file : read.entrySet()) {
      session.terminal().line(session.terminal().paint(Colour.GREY, file.getKey().toString()));
      for (Scenario scenario : file.getValue().scenarios()) {
        played++;
        failed += print(scenario.play()) ? 0 : 1;
      }
    }
    String count = played == 1 ? "1 scenario" : played + " scenarios";
    session
        .terminal()
        .line(
            failed == 0
                ? count + ", all as expected."
                : failed + " of " + count + " went otherwise.");
    return failed == 0 ? 0 : 1;
  }

  private Map<Path, ScenarioFile> read(RuleBook rules) {
    Map<Path, ScenarioFile> read = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Path path : files) {
      ScenarioFile file = ScenarioFile.read(path, rules);
      problems.addAll(file.problems());
      read.put(path, file);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationErrors(problems);
    }
    return read;
  }

  private boolean print(Outcome outcome) {
    Terminal terminal = session.terminal();
    boolean isWell = outcome.isAsExpected();
    String mark = terminal.paint(isWell ? Colour.GREEN : Colour.RED, isWell ? "✓ " : "✗ ");
    terminal.line(mark + outcome.scenario());
    outcome.lines().stream()
        .filter(line -> isAll || !isWell)
        .forEach(line -> terminal.line("    " + paint(line)));
    return isWell;
  }

  private String paint(Outcome.Line line) {
    String text = line.toString();
    return line.kind() == Kind.AS_EXPECTED ? text : session.terminal().paint(Colour.YELLOW, text);
  }
}
