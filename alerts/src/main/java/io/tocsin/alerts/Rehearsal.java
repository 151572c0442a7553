package io.tocsin.alerts;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;

/** An incident that never happened, to warm up with. */
final class Rehearsal {
  private static final String JSON =
      """
      {"schema": "tocsin.incident.v1", "id": "rehearsal", "revision": 1, "state": "open",
       "severity": "critical", "title": "rehearsal", "host": "host", "stack": "stack",
       "startedAt": "2026-01-01T00:00:00Z", "detectedAt": "2026-01-01T00:00:00Z",
       "updatedAt": "2026-01-01T00:00:00Z",
       "cause": {"service": "a", "container": "a-1", "detector": "exited", "summary": "exits",
                 "confidence": 0.5},
       "why": [{"service": "a", "statement": "it exits", "evidence": ["exit code 3"]}],
       "services": ["a"],
       "findings": [{"detector": "exited", "severity": "critical", "service": "a",
                     "container": "a-1", "state": "firing",
                     "startedAt": "2026-01-01T00:00:00Z", "detectedAt": "2026-01-01T00:00:00Z",
                     "value": 1, "threshold": 1, "unit": "exits", "window": "PT10S",
                     "summary": "exits", "evidence": {"exitCode": 3, "logs": ["a line"]}}],
       "advice": ["none"], "links": {"console": "http://127.0.0.1/"}}
      """;

  private Rehearsal() {}

  static Incident incident() {
    return Wire.read(JSON.getBytes(StandardCharsets.UTF_8), Incident.class);
  }
}
