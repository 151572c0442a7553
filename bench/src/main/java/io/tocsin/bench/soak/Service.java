package io.tocsin.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service as a Compose file would describe it.
 *
 * @param stack its Compose project; empty for a container that somebody started by hand
 * @param script the script that it runs
 * @param options what {@code docker create} is told beside name, labels and command
 */
record Service(
    String stack, String name, String script, List<String> options, List<String> dependsOn) {
  private static final String COMPOSE = "com.docker.compose.";
  private static final String PREFIX = "soak-";

  /** The name of its container with that number, the first being 1. */
  String container(int number) {
    return stack.isEmpty() ? PREFIX + name : stack + '-' + name + '-' + number;
  }

  /** The words of {@code docker run} or {@code docker create}, all but the command itself. */
  List<String> words(Version version, int number, String container) {
    List<String> words = new ArrayList<>(List.of("--name", container));
    labels(version, number).forEach((key, value) -> words.addAll(label(key, value)));
    words.addAll(List.of("--label", version.mark()));
    words.addAll(List.of("--env", "VERSION=" + version.number()));
    words.addAll(options);
    words.addAll(List.of(version.image(), "sh", "-c", Script.of(script)));
    return words;
  }

  private Map<String, String> labels(Version version, int number) {
    Map<String, String> labels = new TreeMap<>();
    if (!stack.isEmpty()) {
      labels.put("project", stack);
      labels.put("service", name);
      labels.put("container-number", Integer.toString(number));
      labels.put("oneoff", "False");
      labels.put("config-hash", Integer.toHexString((name + version.number()).hashCode()));
      if (!dependsOn.isEmpty()) {
        labels.put("depends_on", String.join(",", dependsOn));
      }
    }
    return labels;
  }

  static List<String> label(String key, String value) {
    return List.of("--label", COMPOSE + key + '=' + value);
  }

  /**
   * What is deployed.
   *
   * @param mark the label by which all containers of this run are found
   */
  record Version(int number, String image, String mark) {}
}
