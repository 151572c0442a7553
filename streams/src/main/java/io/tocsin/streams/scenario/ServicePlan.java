package io.tocsin.streams.scenario;

import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.rules.Nearest;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.RestartPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a service's containers are like, as {@code services} says. */
record ServicePlan(
    String image,
    ContainerTraits traits,
    @Nullable Double cpus,
    boolean hasHealthCheck,
    List<ContainerFacts.Dependency> dependsOn,
    Map<String, String> labels) {
  private static final String LABEL = "tocsin.";
  private static final List<String> KEYS =
      List.of(
          "image",
          "restart",
          "memory",
          "cpus",
          "health-check",
          "auto-remove",
          "interactive",
          "one-off",
          "stop-timeout",
          "depends-on",
          "labels");

  /**
   * Reads a service.
   *
   * @throws IllegalArgumentException whose message says what is wrong
   */
  static ServicePlan read(String name, Map<String, ?> tree) {
    for (String key : tree.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException("no such key: " + key + ". " + Nearest.mend(key, KEYS));
      }
    }
    Map<String, String> labels = texts(tree.get("labels"));
    return new ServicePlan(
        text(tree, "image", name + ":1"),
        traits(tree, labels),
        tree.containsKey("cpus") ? Double.valueOf(text(tree, "cpus", "")) : null,
        flag(tree, "health-check"),
        texts(tree.get("depends-on")).entrySet().stream()
            .map(entry -> new ContainerFacts.Dependency(entry.getKey(), entry.getValue(), null))
            .toList(),
        labels);
  }

  private static ContainerTraits traits(Map<String, ?> tree, Map<String, String> labels) {
    Map<String, String> overrides = new LinkedHashMap<>();
    labels.forEach(
        (label, value) -> {
          if (label.startsWith(LABEL)) {
            overrides.put(label.substring(LABEL.length()), value);
          }
        });
    return new ContainerTraits(
        restart(text(tree, "restart", "no")),
        flag(tree, "auto-remove"),
        flag(tree, "interactive"),
        flag(tree, "one-off"),
        tree.containsKey("stop-timeout")
            ? Durations.parse(text(tree, "stop-timeout", ""))
            : Duration.ofSeconds(10),
        tree.containsKey("memory") ? Bytes.parse(text(tree, "memory", "")) : null,
        overrides);
  }

  private static RestartPolicy restart(String text) {
    String[] parts = text.split(":", 2);
    if (!List.of("no", "false", "always", "unless-stopped", "on-failure").contains(parts[0])) {
      throw new IllegalArgumentException(
          "no such restart policy: "
              + text
              + ". Known are no, always, unless-stopped, on-failure:3");
    }
    String name = parts[0].equals("false") ? "no" : parts[0];
    return new RestartPolicy(name, parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
  }

  private static String text(Map<String, ?> tree, String key, String otherwise) {
    Object value = tree.get(key);
    return value == null ? otherwise : String.valueOf(value);
  }

  private static boolean flag(Map<String, ?> tree, String key) {
    String text = text(tree, key, "false").toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(key + " is true or false, not " + text);
    }
    return text.equals("true");
  }

  /** A mapping of texts; of a list, each entry stands for {@code service_started}. */
  private static Map<String, String> texts(@Nullable Object tree) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    } else if (tree instanceof List<?> list) {
      new ArrayList<>(list).forEach(each -> texts.put(String.valueOf(each), "service_started"));
    } else if (tree != null) {
      throw new IllegalArgumentException("not a section of keys: " + tree);
    }
    return texts;
  }
}
