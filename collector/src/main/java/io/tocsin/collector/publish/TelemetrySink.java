package io.tocsin.collector.publish;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import java.time.Instant;

/** Where telemetry goes. Safe for use by many threads; may hold a caller back, never drops. */
public interface TelemetrySink {
  /** Publishes a record to the topic of its kind, in the order of the calls. */
  void publish(Telemetry record);

  /** Says in the topics of events, logs and samples whom their records are about. */
  void introduce(ContainerFacts brief);

  /** Takes back the facts of a container that is no more. */
  void tombstone(Subject subject, String containerId);

  /** Promises on every partition that all up to this moment has been published. */
  void heartbeat(Instant at);
}
