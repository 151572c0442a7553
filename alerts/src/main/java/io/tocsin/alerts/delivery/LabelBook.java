package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Labels;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The labels of containers. Of a service whose containers are all gone those of the last one are
 * kept for a while: an incident may be about its end.
 */
public final class LabelBook implements Labels {
  private static final int MOST_GONE = 1_000;
  private static final int LONGEST = 200;
  private static final List<String> USELESS = List.of("com.docker.", "org.opencontainers.");

  private final Map<Subject, Map<String, Map<String, String>>> services = new HashMap<>();
  private final Map<Subject, Map<String, String>> gone =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Map<String, String>> eldest) {
          return size() > MOST_GONE;
        }
      };

  /** Takes in what is known of a container, and says whether its labels are news. */
  public synchronized boolean learn(ContainerFacts facts) {
    Map<String, String> labels =
        facts.labels().entrySet().stream()
            .filter(label -> USELESS.stream().noneMatch(label.getKey()::startsWith))
            .filter(label -> label.getValue().length() <= LONGEST)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    gone.remove(facts.subject());
    Map<String, String> before =
        services
            .computeIfAbsent(facts.subject(), subject -> new HashMap<>())
            .put(facts.container().id(), labels);
    return !labels.equals(before);
  }

  /** Forgets a container. */
  public synchronized void forget(Subject subject, String container) {
    Map<String, Map<String, String>> containers = services.getOrDefault(subject, Map.of());
    if (containers.containsKey(container)) {
      Map<String, String> labels = containers.remove(container);
      if (containers.isEmpty()) {
        services.remove(subject);
        gone.put(subject, labels);
      }
    }
  }

  @Override
  public synchronized List<String> values(Incident incident, String name) {
    Subject subject = new Subject(incident.host(), incident.stack(), incident.cause().service());
    Map<String, Map<String, String>> containers =
        services.getOrDefault(subject, Map.of("", gone.getOrDefault(subject, Map.of())));
    return containers.values().stream()
        .map(labels -> labels.get(name))
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}
