package io.tocsin.app.cli;

import picocli.CommandLine.Option;

/** Who says it. */
final class AuthorOption {
  @Option(
      names = {"--by", "--author"},
      paramLabel = "NAME",
      description = "who says so; else the user's name")
  String author = System.getProperty("user.name", "somebody");
}
