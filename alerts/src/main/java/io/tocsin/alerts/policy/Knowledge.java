package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import java.util.List;

/**
 * What is known besides one incident.
 *
 * @param open the incidents that are open, as far as they are known
 */
public record Knowledge(Controls controls, List<Incident> open, Labels labels) {
  public static final Knowledge NONE = new Knowledge(Controls.NONE, List.of(), Labels.NONE);

  public Knowledge {
    open = List.copyOf(open);
  }

  public Knowledge(Controls controls, List<Incident> open) {
    this(controls, open, Labels.NONE);
  }
}
