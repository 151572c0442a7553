package io.tocsin.alerts.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** JSON that templates make: one object. */
public final class JsonText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  /**
   * Reads one object.
   *
   * @throws Layout.UnreadableException if it is none, with the place and without the text
   */
  public static ObjectNode read(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new Layout.UnreadableException(
          "does not make JSON: " + e.getOriginalMessage() + " (line " + line + " of the result)");
    }
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw new Layout.UnreadableException("does not make a JSON object");
  }

  public static String write(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  /** How many bytes it is as it is sent. */
  public static int bytes(JsonNode json) {
    return write(json).getBytes(StandardCharsets.UTF_8).length;
  }
}
