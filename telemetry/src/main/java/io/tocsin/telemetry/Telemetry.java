package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * A value of a telemetry topic. The field {@code schema} names its kind and version; readers ignore
 * fields that they do not know and refuse a schema that they do not know.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "schema")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EngineEvent.class, name = EngineEvent.SCHEMA),
  @JsonSubTypes.Type(value = LogLine.class, name = LogLine.SCHEMA),
  @JsonSubTypes.Type(value = ResourceSample.class, name = ResourceSample.SCHEMA),
  @JsonSubTypes.Type(value = ContainerFacts.class, name = ContainerFacts.SCHEMA),
  @JsonSubTypes.Type(value = EngineFacts.class, name = EngineFacts.SCHEMA),
  @JsonSubTypes.Type(value = Heartbeat.class, name = Heartbeat.SCHEMA),
  @JsonSubTypes.Type(value = Gap.class, name = Gap.SCHEMA)
})
public sealed interface Telemetry
    permits EngineEvent, LogLine, ResourceSample, ContainerFacts, EngineFacts, Heartbeat, Gap {
  /** When it happened, by the engine's clock. */
  Instant at();

  /** What it is about. */
  Subject subject();
}
