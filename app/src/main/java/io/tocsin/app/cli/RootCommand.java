package io.tocsin.app.cli;

import picocli.CommandLine.Command;

/** The name, the list of commands, and what they have in common. */
@Command(
    name = "tocsin",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Watches a Docker stack from outside and rings once for each thing that broke.",
    description = {
      "",
      "Tocsin reads what the Docker Engine tells (events, resource samples, log lines), computes"
          + " what is going wrong, and reports one incident for each cause."
    },
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin up                                    watch the containers of this host",
      "  tocsin up --webhook https://example.org/in   and tell this address",
      "  tocsin incidents                             what is and was open",
      "  tocsin doctor                                what is missing, and the mend",
      "",
      "Exit codes: 0 well, 1 trouble found, 2 wrong use or configuration,",
      "            3 a dependency is unreachable.",
      "`tocsin COMMAND --help` tells more about one command."
    })
final class RootCommand {}
