package io.tocsin.streams;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.telemetry.Finding;
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
  @SuppressWarnings("NullAway") // absent in JSON
  Snapshot {
    open = open == null ? List.of() : List.copyOf(open);
  }
}
