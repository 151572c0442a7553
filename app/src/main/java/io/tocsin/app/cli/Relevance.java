package io.tocsin.app.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which of the options that every command understands stand in a command's help: those that can
 * make a difference to it. The others are taken all the same, so that one set of options does for
 * all commands of a host.
 */
final class Relevance {
  private static final Set<String> OF_A_CLUSTER =
      Set.of("--config", "--data", "--bootstrap-servers", "--topic-prefix", "--verbose");
  private static final Set<String> OF_ONE_WHO_ASKS = and(OF_A_CLUSTER, "--http");
  private static final Set<String> OF_A_ROLE =
      and(OF_A_CLUSTER, "--partitions", "--replication", "--http", "--host");
  private static final Set<String> OF_A_FILE = Set.of("--config", "--rules", "--verbose");

  /** Commands that are not named here show them all. */
  private static final Map<String, Set<String>> SHOWN =
      Map.ofEntries(
          Map.entry("collect", and(OF_A_ROLE, "--docker")),
          Map.entry("detect", and(OF_A_ROLE, "--rules")),
          Map.entry("notify", and(OF_A_ROLE, "--webhook", "--slack")),
          Map.entry("incidents", OF_ONE_WHO_ASKS),
          Map.entry("ack", OF_ONE_WHO_ASKS),
          Map.entry("deliveries", and(OF_ONE_WHO_ASKS, "--webhook", "--slack")),
          Map.entry("silence", OF_ONE_WHO_ASKS),
          Map.entry("replay", and(OF_A_CLUSTER, "--rules", "--webhook", "--slack")),
          Map.entry("record", OF_A_CLUSTER),
          Map.entry("verify", OF_ONE_WHO_ASKS),
          Map.entry("rules", OF_A_FILE),
          Map.entry("demo", Set.of("--config", "--docker", "--verbose")));

  private Relevance() {}

  /** Leaves out of a command's help, and of those under it, what says nothing to it. */
  static void apply(String name, CommandLine command) {
    Set<String> shown = SHOWN.get(name);
    if (shown != null) {
      hide(command, CommandSpec.forAnnotatedObject(new CommonOptions()).options(), shown);
    }
  }

  private static void hide(CommandLine command, List<OptionSpec> all, Set<String> shown) {
    CommandSpec spec = command.getCommandSpec();
    for (OptionSpec common : all) {
      OptionSpec option = spec.findOption(common.longestName());
      if (option != null && !shown.contains(option.longestName())) {
        spec.remove(option);
        spec.addOption(option.toBuilder().hidden(true).build());
      }
    }
    command.getSubcommands().values().forEach(under -> hide(under, all, shown));
  }

  private static Set<String> and(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }
}
