package io.tocsin.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.util.Collections;
import java.util.function.Consumer;

/** Incidents to test with. */
public final class Incidents {
  public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final ObjectMapper JSON = Wire.mapper();

  private Incidents() {}

  public static Incident open(String id, int revision) {
    return open(id, revision, Severity.CRITICAL);
  }

  public static Incident open(String id, int revision, Severity severity) {
    return with(
        Rehearsal.incident(),
        body -> {
          body.put("id", id).put("revision", revision).put("severity", severity.wireName());
          body.put("title", "backend is in a restart loop").put("host", "host1");
          body.put("stack", "netra").put("startedAt", START.toString());
          body.put("detectedAt", START.plusSeconds(2).toString());
          body.put("updatedAt", START.plusSeconds(2L + revision).toString());
        });
  }

  public static Incident resolved(String id, int revision) {
    return over(open(id, revision));
  }

  public static Incident over(Incident open) {
    return with(
        open, body -> body.put("state", "resolved").put("resolvedAt", "2026-11-21T12:05:00Z"));
  }

  /** An incident with the given text wherever an incident can hold text of others. */
  public static Incident saying(String text) {
    return with(
        open("i1", 1),
        body -> {
          body.put("title", text);
          body.withObject("/cause").put("container", text).put("summary", text);
          ObjectNode step = (ObjectNode) body.withArray("why").get(0);
          step.put("service", text).put("statement", text);
          step.putArray("evidence").add(text).add(text);
          body.putArray("services").add("a").add(text);
          ObjectNode finding = (ObjectNode) body.withArray("findings").get(0);
          finding.put("summary", text).put("container", text);
          finding.withObject("/evidence").put("note", text).putArray("logs").add(text).add(text);
          body.putArray("advice").add(text);
          body.putArray("changes").add(change(text));
        });
  }

  /** An incident with so many of everything, and texts of that length. */
  public static Incident huge(int count, int length) {
    String text = "ä&<".repeat(length / 3 + 1);
    return with(
        saying(text),
        body -> {
          body.withObject("/cause").put("summary", "the one true cause");
          for (String field : new String[] {"why", "findings", "changes", "services", "advice"}) {
            ArrayNode array = body.withArray(field);
            Collections.nCopies(count, array.get(array.size() - 1)).forEach(array::add);
          }
        });
  }

  /** The incident after changes to its JSON. */
  public static Incident with(Incident incident, Consumer<ObjectNode> changes) {
    ObjectNode body = JSON.valueToTree(incident);
    changes.accept(body);
    try {
      return JSON.treeToValue(body, Incident.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode change(String text) {
    return JSON.createObjectNode()
        .put("at", START.toString())
        .put("service", "a")
        .put("what", "image")
        .put("from", text)
        .put("to", text);
  }
}
