package io.tocsin.alerts.kafka;

import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.telemetry.Incident;
import java.util.List;
import java.util.Map;

/** What the policy stands on, for somebody who asks once and does not follow. */
public final class KnownOnce {
  private KnownOnce() {}

  /**
   * Of the last value of each key of the topics of controls and of containers.
   *
   * @param open the incidents that are open
   */
  public static Knowledge of(
      Map<String, byte[]> controls, Map<String, byte[]> containers, List<Incident> open) {
    ControlsReader reader = new ControlsReader();
    controls.forEach(reader::takeControl);
    containers.forEach(reader::takeFacts);
    return new Knowledge(reader.controls(), open, reader.labels());
  }
}
