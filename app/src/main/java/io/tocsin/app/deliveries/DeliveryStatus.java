package io.tocsin.app.deliveries;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one incident at one receiver.
 *
 * @param revision the incident's newest
 * @param told the newest that the receiver has accepted; 0 for none
 * @param reason why it is so; null where nothing is to say
 * @param at when it became so; null where it has not been settled
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DeliveryStatus(
    String receiver,
    State state,
    String incident,
    String title,
    Severity severity,
    Incident.State incidentState,
    int revision,
    int told,
    @Nullable String reason,
    @Nullable Instant at) {

  /** Where it stands. */
  public enum State {
    /** The receiver knows all that it is to know. */
    DELIVERED,
    /** It is to be told, and has not been yet. */
    WAITS,
    /** The policy holds it back for now. */
    HELD,
    /** It could not be delivered: {@code tocsin deliveries resend}. */
    DEAD,
    /** It is not for this receiver, or no news. */
    UNTOLD;

    /** {@code delivered} and so on. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
