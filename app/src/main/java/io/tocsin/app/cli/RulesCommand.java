package io.tocsin.app.cli;

import io.tocsin.app.config.Configuration;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Rule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows the rules in force and where each value comes from; checks a file.",
    description = {
      "",
      "Every detector is a rule under its own name. The section `rules:` of the configuration"
          + " changes its values and adds further rules; a container's label"
          + " tocsin.RULE.PARAMETER changes them for that container, and tocsin.ignore=true"
          + " leaves it out."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin rules                      what is in force",
      "  tocsin rules restart-rate         one of them, with what each value means",
      "  tocsin rules check tocsin.yml     whether a file is right, without starting anything",
      "",
      "Exit codes: 0 all is right, 2 the configuration is wrong."
    })
final class RulesCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RULE|check",
      description = "one rule; or check, followed by a file")
  private @Nullable String word;

  @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "the file to check")
  private @Nullable Path file;

  @Mixin private final CommonOptions options = new CommonOptions();

  RulesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if ("check".equals(word) || "show".equals(word)) {
      options.config = file == null ? options.config : file;
    }
    Configuration configuration = options.read();
    Map<String, Configuration.Entry> origins =
        configuration.entries().stream()
            .collect(Collectors.toMap(Configuration.Entry::path, Function.identity()));
    Terminal terminal = session.terminal();
    if ("check".equals(word)) {
      int rules = configuration.settings().rules().rules().size();
      terminal.line("All is right; " + rules + " rules are in force.");
      return 0;
    }
    configuration.settings().rules().rules().stream()
        .filter(rule -> word == null || "show".equals(word) || rule.name().equals(word))
        .forEach(rule -> print(rule, origins));
    return 0;
  }

  private void print(Rule rule, Map<String, Configuration.Entry> origins) {
    Terminal terminal = session.terminal();
    String detector =
        rule.name().equals(rule.type().name()) ? "" : " (detector " + rule.type().name() + ")";
    terminal.line(terminal.paint(Colour.BOLD, rule.name()) + detector);
    terminal.line("  " + terminal.paint(Colour.GREY, rule.type().description()));
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
