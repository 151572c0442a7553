package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What people have set of the policy.
 *
 * @param settle how long a warning waits before it is told, in case it is over by then
 * @param growth how long after a post an incident that has only grown waits for more
 * @param afterDeployment how long after a deployment the warnings of its stack wait
 * @param inhibits whether what follows from a host's end, and the warnings of a service in critical
 *     trouble, wait
 * @param windows mute times and maintenance
 * @param escalations who is told only of what nobody has acknowledged in time
 * @param routes which incidents a receiver is told of, by its name; all, if it has none
 */
public record PolicyRules(
    Duration settle,
    Duration growth,
    Duration afterDeployment,
    boolean inhibits,
    List<Window> windows,
    List<Escalation> escalations,
    Map<String, Route> routes) {
  public static final PolicyRules DEFAULT =
      new PolicyRules(
          Duration.ZERO,
          Duration.ofSeconds(10),
          Duration.ZERO,
          true,
          List.of(),
          List.of(),
          Map.of());

  public PolicyRules {
    windows = List.copyOf(windows);
    escalations = List.copyOf(escalations);
    routes = Map.copyOf(routes);
  }

  boolean takes(String receiver, Incident incident, Labels labels) {
    return routes.getOrDefault(receiver, Route.ALL).takes(incident, labels);
  }

  /** With which incidents a receiver is told of. */
  public PolicyRules withRoutes(Map<String, Route> given) {
    return new PolicyRules(settle, growth, afterDeployment, inhibits, windows, escalations, given);
  }
}
