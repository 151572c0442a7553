package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rules that hold from a moment on ({@code tocsin.rules}, compacted, key = that moment), so
 * that a replay knows what was in force when.
 *
 * @param at from when on, in the time of the records
 * @param rules rule → its detector, all of its parameters and its {@code where}, each as it would
 *     be written in a rules file
 */
public record RulesInForce(Instant at, Map<String, Object> rules) {
  public static final String SCHEMA = "tocsin.rules.v1";

  @SuppressWarnings("NullAway") // absent in JSON
  public RulesInForce {
    rules = rules == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }
}
