package io.tocsin.alerts.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one incident and one receiver ({@code tocsin.deliveries}, key =
 * receiver/incident): the last revision that was settled, and how.
 *
 * @param revision the last revision that was delivered or given up
 * @param state the state of the incident in that revision
 * @param told the last revision that the receiver accepted; 0 while it has accepted none
 * @param at when it was settled
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Delivery(
    String receiver,
    String incident,
    int revision,
    Incident.State state,
    Outcome outcome,
    int told,
    Instant at) {
  public static final String SCHEMA = "tocsin.delivery.v1";

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  /** The entry after this revision was settled, given the entry before. */
  public static Delivery after(
      @Nullable Delivery before, String receiver, Incident incident, Settled settled) {
    int toldBefore = before == null ? 0 : before.told();
    return new Delivery(
        receiver,
        incident.id(),
        incident.revision(),
        incident.state(),
        settled.outcome(),
        settled.outcome() == Outcome.DELIVERED ? incident.revision() : toldBefore,
        settled.at());
  }

  /** The receiver's name and the incident's id: one line of the ledger. */
  public String key() {
    return key(receiver, incident);
  }

  public static String key(String receiver, String incident) {
    return receiver + '/' + incident;
  }

  /** How a revision came to its end, and when. */
  public record Settled(Outcome outcome, Instant at) {}

  /** How a revision came to its end. */
  public enum Outcome {
    DELIVERED,
    DEAD_LETTER;

    /** {@code delivered}, {@code dead-letter}. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
