package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import java.util.List;

/** The labels of the containers that incidents are about. */
public interface Labels {
  /** No container has any. */
  Labels NONE = (incident, name) -> List.of();

  /** What a label says on the containers of the service that is the incident's cause. */
  List<String> values(Incident incident, String name);
}
