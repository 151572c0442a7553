package io.tocsin.app.incidents;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Incidents for tests. */
public final class SampleIncidents {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private SampleIncidents() {}

  public static Incident open(String id) {
    return of(id, 1, null, "boom");
  }

  public static Incident resolved(String id, Instant at) {
    return of(id, 2, at, "boom");
  }

  public static Incident withLog(String id, String line) {
    return of(id, 1, null, line);
  }

  private static Incident of(
      String id, int revision, @org.jspecify.annotations.Nullable Instant end, String log) {
    return new Incident(
        Incident.SCHEMA,
        id,
        revision,
        end == null ? Incident.State.OPEN : Incident.State.RESOLVED,
        Severity.CRITICAL,
        "backend is in a restart loop",
        "host1",
        "netra",
        START,
        START.plusSeconds(2),
        end == null ? START.plusSeconds(9) : end,
        end,
        new Incident.Cause("backend", "netra-backend-1", "restart-rate", "exits with 3", 0.93),
        List.of(),
        List.of(),
        List.of("backend", "frontend"),
        List.of(finding(log)),
        List.of(),
        List.of("Read the last lines of its log."),
        Map.of());
  }

  private static Incident.Observation finding(String log) {
    return new Incident.Observation(
        "restart-rate",
        Severity.CRITICAL,
        "backend",
        "netra-backend-1",
        Finding.State.FIRING,
        START,
        START.plusSeconds(2),
        null,
        5,
        3,
        "restarts",
        null,
        "restarted 5 times in 10 min",
        Map.of("exitCode", 3, "logs", List.of(log)));
  }
}
