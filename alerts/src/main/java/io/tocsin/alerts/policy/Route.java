package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import java.util.List;

/**
 * Which incidents a receiver is told of.
 *
 * @param only one of these must fit; empty for all incidents
 * @param except none of these may fit
 */
public record Route(List<Matchers> only, List<Matchers> except) {
  public static final Route ALL = new Route(List.of(), List.of());

  public Route {
    only = List.copyOf(only);
    except = List.copyOf(except);
  }

  boolean takes(Incident incident, Labels labels) {
    return (only.isEmpty() || only.stream().anyMatch(line -> line.fit(incident, labels)))
        && except.stream().noneMatch(line -> line.fit(incident, labels));
  }
}
