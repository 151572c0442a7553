package io.tocsin.alerts.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import io.tocsin.telemetry.redact.Redactor;
import java.nio.charset.StandardCharsets;

/**
 * The incident's JSON within 20 KB, as Standard Webhooks asks. What is too much is trimmed in the
 * order of {@link Trim}, and the field {@code trimmed} names what was.
 */
public final class IncidentBody {
  static final int LIMIT_BYTES = 20_000;

  private static final Redactor REDACTOR = new Redactor();

  private final ObjectMapper mapper = Wire.mapper();

  /** The JSON. */
  public String of(Incident incident) {
    ObjectNode body = mapper.valueToTree(incident);
    Trees.mapTexts(body, text -> Visible.block(REDACTOR.redact(text)));
    String json = write(body);
    for (Trim trim : Trim.ORDER) {
      if (fits(json)) {
        return json;
      }
      trim.apply(body);
      note(body, trim);
      json = write(body);
    }
    return json;
  }

  private static void note(ObjectNode body, Trim trim) {
    JsonNode trimmed = body.get("trimmed");
    ArrayNode list = trimmed instanceof ArrayNode array ? array : body.putArray("trimmed");
    list.add(trim.what());
  }

  private static boolean fits(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length < LIMIT_BYTES;
  }

  private String write(ObjectNode body) {
    try {
      return mapper.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }
}
