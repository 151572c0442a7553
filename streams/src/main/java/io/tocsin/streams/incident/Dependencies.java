package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people declared of their stacks in the configuration.
 *
 * @param stacks stack → service → the services it depends on
 * @param optional stack → the services that it can do without
 */
public record Dependencies(
    Map<String, Map<String, List<String>>> stacks, Map<String, List<String>> optional) {
  public static final Dependencies NONE = new Dependencies(Map.of());

  public Dependencies {
    stacks = Map.copyOf(stacks);
    optional = Map.copyOf(optional);
  }

  /** With no service that is optional. */
  public Dependencies(Map<String, Map<String, List<String>>> stacks) {
    this(stacks, Map.of());
  }

  DependencyGraph.Declared asDeclared() {
    return new DependencyGraph.Declared(stacks, optional);
  }

  /** The dependencies, and all that was wrong with what was written, each with its path. */
  public record Reading(Dependencies dependencies, Map<String, String> problems) {}

  /**
   * Reads the section {@code depends} of a configuration.
   *
   * @param tree stack → service → list of services, as a YAML reader gives it
   */
  public static Reading read(Map<String, ?> tree) {
    Map<String, Map<String, List<String>>> stacks = new LinkedHashMap<>();
    Map<String, String> problems = new LinkedHashMap<>();
    tree.forEach(
        (stack, services) -> {
          if (services instanceof Map<?, ?> map) {
            stacks.put(stack, services("depends." + stack, map, problems));
          } else {
            problems.put("depends." + stack, "write it as {frontend: [backend]}");
          }
        });
    return new Reading(new Dependencies(stacks), problems);
  }

  private static Map<String, List<String>> services(
      String path, Map<?, ?> written, Map<String, String> problems) {
    Map<String, List<String>> services = new LinkedHashMap<>();
    written.forEach(
        (service, on) -> {
          List<String> names = new ArrayList<>();
          if (on instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
          } else if (on instanceof String name) {
            names.add(name);
          } else {
            problems.put(path + '.' + service, "write a list of services: [backend, db]");
          }
          services.put(String.valueOf(service), List.copyOf(names));
        });
    return services;
  }
}
