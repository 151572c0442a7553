package io.tocsin.app.incidents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

  /** The next revision, with one service more. */
  public static Incident wider(Incident before, String service) {
    return changed(
        before,
        body -> {
          body.put("revision", before.revision() + 1);
          body.withArray("services").add(service);
        });
  }

  /** The incident after changes to its JSON. */
  public static Incident changed(Incident incident, Consumer<ObjectNode> changes) {
    ObjectNode body = Wire.mapper().valueToTree(incident);
    changes.accept(body);
    return Wire.read(body.toString().getBytes(StandardCharsets.UTF_8), Incident.class);
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
