package io.tocsin.alerts.kafka;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses incidents of another schema, or without what every receiver relies on. */
final class Readable {
  private Readable() {}

  static Incident incident(Incident incident) {
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
