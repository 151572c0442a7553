package io.tocsin.collector.inventory;

import io.tocsin.telemetry.ContainerFacts.Dependency;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a container's labels say: Compose's, Swarm's and our own. */
public record Labels(Map<String, String> values) {
  public static final String COMPOSE = "com.docker.compose.";

  /** Names the only Tocsin that is to watch the container; see {@link Selection}. */
  public static final String SCOPE = "tocsin.scope";

  private static final String OWN = "tocsin.";
  private static final String IGNORE = "tocsin.ignore";
  private static final String DEPENDS_ON = "tocsin.depends_on";

  public Labels {
    values = Map.copyOf(values);
  }

  /** Whose container it is; one outside any stack is a service of its own by its name. */
  public Subject subject(String host, String containerName) {
    String project = compose("project");
    String service = compose("service");
    if (!project.isEmpty() && !service.isEmpty()) {
      return new Subject(plain(host), plain(project), plain(service));
    }
    String stack = values.getOrDefault("com.docker.stack.namespace", "");
    String swarmService = values.getOrDefault("com.docker.swarm.service.name", "");
    if (!stack.isEmpty() && !swarmService.isEmpty()) {
      String name =
          swarmService.startsWith(stack + "_")
              ? swarmService.substring(stack.length() + 1)
              : swarmService;
      return new Subject(plain(host), plain(stack), plain(name));
    }
    return new Subject(plain(host), "", plain(containerName));
  }

  /** A subject's parts are joined with slashes. */
  private static String plain(String part) {
    return part.replace('/', '_');
  }

  /** Whether its owner opted it out. */
  public boolean isIgnored() {
    return "true".equalsIgnoreCase(values.getOrDefault(IGNORE, "").strip());
  }

  /** The only ones that are to watch it; empty for all. */
  String scope() {
    return values.getOrDefault(SCOPE, "").strip();
  }

  public boolean isOneOff() {
    return "true".equalsIgnoreCase(compose("oneoff"));
  }

  /** {@code db:service_healthy:false,cache}, and {@code tocsin.depends_on=db,cache}. */
  public List<Dependency> dependencies() {
    Map<String, String> conditions = new LinkedHashMap<>();
    parse(compose("depends_on"), conditions);
    parse(values.getOrDefault(DEPENDS_ON, ""), conditions);
    List<Dependency> dependencies = new ArrayList<>();
    new TreeMap<>(conditions).forEach((s, c) -> dependencies.add(new Dependency(s, c)));
    return dependencies;
  }

  private static void parse(String text, Map<String, String> conditions) {
    for (String part : text.split(",", -1)) {
      String[] fields = part.strip().split(":", -1);
      if (!fields[0].isEmpty()) {
        boolean told = fields.length > 1 && !fields[1].isEmpty();
        conditions.putIfAbsent(fields[0], told ? fields[1] : "service_started");
      }
    }
  }

  /** {@code tocsin.<rule>.<parameter>} without the prefix. */
  public Map<String, String> overrides() {
    Map<String, String> overrides = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          String rest = key.startsWith(OWN) ? key.substring(OWN.length()) : "";
          if (rest.indexOf('.') > 0) {
            overrides.put(rest, value);
          }
        });
    return overrides;
  }

  private String compose(String name) {
    return values.getOrDefault(COMPOSE + name, "");
  }
}
