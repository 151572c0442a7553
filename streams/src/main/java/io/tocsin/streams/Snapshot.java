package io.tocsin.streams;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.util.List;

/**
 * How a detector's state lies in the store. The open findings stand beside the state, so that they
 * can be ended even where the state cannot be read: its rule is gone, or has another detector now.
 *
 * @param version of the detector's state
 * @param lastRecord when the subject was last heard of
 */
record Snapshot(
    String detector, int version, Instant lastRecord, List<Finding> open, JsonNode state) {
  private static final ObjectMapper STATES = StateJson.mapper();

  @SuppressWarnings("NullAway") // absent in JSON
  Snapshot {
    open = open == null ? List.of() : List.copyOf(open);
  }

  /** A snapshot's JSON, which goes without a tree of the state: there is one for each commit. */
  static byte[] write(Head head, Object state) {
    try {
      return Wire.write(
          new Written(
              head.detector(),
              head.version(),
              head.lastRecord(),
              head.open(),
              STATES.writeValueAsString(state)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + state.getClass(), e);
    }
  }

  /** All but the state. */
  record Head(String detector, int version, Instant lastRecord, List<Finding> open) {}

  private record Written(
      String detector,
      int version,
      Instant lastRecord,
      List<Finding> open,
      @JsonRawValue String state) {}
}
