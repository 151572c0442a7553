package io.tocsin.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person gave: options, environment, file, in this order of precedence.
 *
 * @param options by the path of their key, for each the option as it was called and its text
 * @param environment all variables of the process
 * @param file the YAML file, if one is to be read
 */
public record Sources(
    Map<String, Option> options, Map<String, String> environment, Optional<Path> file) {
  /** An option of the command line with its texts; only lists have more than one. */
  public record Option(String name, List<String> texts) {}

  public static Sources none() {
    return new Sources(Map.of(), Map.of(), Optional.empty());
  }
}
