package io.tocsin.app.cli;

import io.tocsin.app.config.Configuration;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.rules.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "[COMMAND]",
    header = "Shows the rules in force and where each value comes from; checks and tries files.",
    description = {
      "",
      "Every detector is a rule under its own name. The section `rules:` of the configuration, or"
          + " of a file of its own (--rules), changes its values and adds further rules; a"
          + " container's label tocsin.RULE.PARAMETER changes them for that container, and"
          + " tocsin.ignore=true leaves it out."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin rules                      what is in force",
      "  tocsin rules restart-rate         one of them",
      "  tocsin rules defaults > rules.yml all there is to set, to begin with",
      "  tocsin rules check tocsin.yml     whether a file is right, without starting anything",
      "  tocsin rules test mine.yaml       whether they ring when they should, and only then",
      "",
      "Exit codes: 0 all is right, 1 a scenario did not go as it says, 2 a file is wrong."
    })
final class RulesCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RULE", description = "this one only")
  private @Nullable String name;

  @Mixin private final CommonOptions options = new CommonOptions();

  private RulesCommand(Session session) {
    this.session = session;
  }

  /** The command with those under it. */
  static CommandLine line(Session session) {
    return new CommandLine(new RulesCommand(session))
        .addSubcommand(new RulesDefaultsCommand(session))
        .addSubcommand(new RulesCheckCommand(session))
        .addSubcommand(new RulesTestCommand(session));
  }

  @Override
  public Integer call() {
    Configuration configuration = options.read();
    Map<String, Configuration.Entry> origins =
        configuration.entries().stream()
            .collect(Collectors.toMap(Configuration.Entry::path, Function.identity()));
    List<Rule> rules = configuration.settings().rules().rules();
    List<Rule> wanted =
        rules.stream().filter(rule -> name == null || rule.name().equals(name)).toList();
    if (wanted.isEmpty() && name != null) {
      List<String> names = rules.stream().map(Rule::name).toList();
      throw new WrongUse("No rule in force is called " + name + ".", Nearest.mend(name, names));
    }
    wanted.forEach(rule -> print(rule, origins));
    return 0;
  }

  private void print(Rule rule, Map<String, Configuration.Entry> origins) {
    Terminal terminal = session.terminal();
    String detector =
        rule.name().equals(rule.type().name()) ? "" : " (detector " + rule.type().name() + ")";
    terminal.line(terminal.paint(Colour.BOLD, rule.name()) + detector);
    terminal.line("  " + terminal.paint(Colour.GREY, rule.type().description()));
    if (!rule.where().isAny()) {
      terminal.line("  where " + rule.where().tree());
    }
    rule.parameters().forEach(parameter -> print(rule, parameter, origins));
  }

  private void print(Rule rule, Parameter parameter, Map<String, Configuration.Entry> origins) {
    Configuration.Entry entry = origins.get("rules." + rule.name() + '.' + parameter.name());
    String value = parameter.format(Objects.requireNonNull(rule.value(parameter)));
    String origin = entry == null ? "default" : entry.origin().place();
    Terminal terminal = session.terminal();
    terminal.line(
        String.format("  %-22s %-10s %-18s %s", parameter.name(), value, origin, parameter.doc()));
  }
}
