package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * That somebody has an incident in hand ({@code tocsin.controls}, compacted, key = {@link #key()}).
 *
 * @param incident its id
 * @param author who has it in hand
 * @param note what there is to say; empty for nothing
 * @param reopened how often the incident had been over and begun again by then: what begins again
 *     is in nobody's hand
 */
public record Acknowledgement(
    String incident,
    String author,
    Instant at,
    String note,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int reopened) {
  public static final String SCHEMA = "tocsin.ack.v1";

  /** What the key of every acknowledgement begins with. */
  public static final String KEY_PREFIX = "ack/";

  @SuppressWarnings("NullAway") // absent in the JSON of another writer
  public Acknowledgement {
    author = author == null ? "" : author;
    note = note == null ? "" : note;
  }

  /** Whether it is about the incident as it is now. */
  public boolean isOf(Incident other) {
    return other.id().equals(incident) && other.reopened() == reopened;
  }

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  @JsonIgnore
  public String key() {
    return KEY_PREFIX + incident;
  }
}
