package io.tocsin.streams.rules;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.Parameter;

/** All rules with their standard values as a file that can be read, and used as it is. */
public final class DefaultsFile {
  private static final String HEAD =
      """
      # All rules with their standard values. Leave out what you do not change: what is not here keeps its standard.
      #
      # Values carry their units: 30s, 10m, 1h30m; 85%; 512MiB. Every rule also takes
      #   enabled: false                       to switch it off
      #   where: {stack: shop, service: [web, api-*], container: "*-1", image: postgres, label: {team: payments}}
      # A rule is for the containers that fit all of its where; names are exact or have * and ?, and ! leaves out.
      # A rule of another name says which detector it uses, so that one detector can have several:
      #   patient-jobs: {detector: restart-rate, restarts: 10, severity: warning, where: {service: "*-worker"}}
      # To keep the standard rule from those, too: restart-rate: {where: {service: "!*-worker"}}
      # A container's label changes a value for it alone: tocsin.restart-rate.restarts=5
      #
      # A change of this file takes effect without a restart. `tocsin rules check FILE` says what is wrong with it.

      rules:
      """;

  private DefaultsFile() {}

  /** The file. */
  public static String yaml() {
    StringBuilder file = new StringBuilder(HEAD);
    for (DetectorType<?, ?> type : Catalogue.detectors()) {
      file.append("\n  # ").append(type.description()).append('\n');
      file.append("  ").append(type.name()).append(type.parameters().isEmpty() ? ": {}\n" : ":\n");
      type.parameters().forEach(parameter -> line(parameter, file));
    }
    return file.toString();
  }

  private static void line(Parameter parameter, StringBuilder file) {
    String value = parameter.name() + ": " + quoted(parameter.format(parameter.standard()));
    file.append(String.format("    %-32s # %s%n", value, parameter.doc()));
  }

  /** Text that YAML would take for something else. */
  private static String quoted(String value) {
    boolean isPlain = value.matches("[A-Za-z0-9][A-Za-z0-9.%/_-]*");
    return isPlain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
