package io.tocsin.app.incidents;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.topics.CompactedTopic;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Topics;
import java.util.List;
import java.util.Map;

/** All incidents of a cluster at this moment, for a command that asks once. */
public final class IncidentSnapshot {
  private IncidentSnapshot() {}

  /**
   * Reads them, with who has them in hand.
   *
   * @throws Unreachable if the cluster does not answer or has no such topics
   */
  public static List<Incident> read(Map<String, Object> kafka, Topics topics) {
    Intake intake = new Intake(new IncidentView(10_000));
    CompactedTopic.read(kafka, topics.incidents()).forEach(intake::incident);
    CompactedTopic.read(kafka, topics.controls()).forEach(intake::control);
    return intake.view().list();
  }
}
