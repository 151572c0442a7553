package io.tocsin.alerts.kafka;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads incidents and refuses those of another schema, or without what every receiver relies on.
 */
final class IncidentReader {
  private IncidentReader() {}

  /**
   * Reads a value of the incidents' topic.
   *
   * @throws TelemetryFormatException if no receiver could be told of it
   */
  static Incident read(byte[] json) {
    Incident incident = Wire.read(json, Incident.class);
    if (!Incident.SCHEMA.equals(incident.schema())) {
      throw new TelemetryFormatException("an incident of an unknown schema: " + incident.schema());
    }
    fields(incident)
        .forEach(
            (name, value) -> {
              if (value == null) {
                throw new TelemetryFormatException("an incident lacks the field " + name);
              }
            });
    return incident;
  }

  private static Map<String, @Nullable Object> fields(Incident incident) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", incident.id());
    fields.put("state", incident.state());
    fields.put("severity", incident.severity());
    fields.put("title", incident.title());
    fields.put("host", incident.host());
    fields.put("stack", incident.stack());
    fields.put("startedAt", incident.startedAt());
    fields.put("detectedAt", incident.detectedAt());
    fields.put("updatedAt", incident.updatedAt());
    fields.put("cause", incident.cause());
    return fields;
  }
}
