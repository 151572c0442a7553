package io.tocsin.alerts.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one incident and one receiver ({@code tocsin.deliveries}, key =
 * receiver/incident): the last revision that was settled, and how; or that a later one is held
 * back.
 *
 * @param revision the last revision that was settled; 0 for none
 * @param state the state of the incident in that revision
 * @param told the last revision that the receiver accepted; 0 while it has accepted none
 * @param at when it was settled
 * @param reason why it was not told; null where it was, or where nobody wrote it down
 * @param tried an open revision that may have reached the receiver although nobody knows, for the
 *     process may have died before it heard the answer; 0 for none
 * @param post what the receiver accepted last; null for nothing, or where nobody wrote it down
 * @param hand when the acknowledgement was made that the receiver knows of; null for none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Delivery(
    String receiver,
    String incident,
    int revision,
    Incident.State state,
    Outcome outcome,
    int told,
    Instant at,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int tried,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Post post,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant hand) {
  public static final String SCHEMA = "tocsin.delivery.v1";

  /** Stands for an incident's id where a receiver has asked for patience, whatever it is about. */
  public static final String PATIENCE = "~patience";

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  /** The entry after this revision was settled, given the entry before. */
  public static Delivery after(
      @Nullable Delivery before, String receiver, Incident incident, Settled settled) {
    int toldBefore = before == null ? 0 : before.told();
    boolean hasEnded = settled.outcome() == Outcome.DELIVERED && !incident.isOpen();
    return new Delivery(
        receiver,
        incident.id(),
        incident.revision(),
        incident.state(),
        settled.outcome(),
        settled.outcome() == Outcome.DELIVERED ? incident.revision() : toldBefore,
        settled.at(),
        settled.reason(),
        0,
        settled.outcome() == Outcome.DELIVERED
            ? Post.of(incident, settled.at())
            : before == null ? null : before.post(),
        before == null || hasEnded ? null : before.hand());
  }

  /** The entry while a revision waits: what was settled before stays settled. */
  public static Delivery waiting(
      @Nullable Delivery before, String receiver, Incident incident, Settled why) {
    return new Delivery(
        receiver,
        incident.id(),
        before == null ? 0 : before.revision(),
        before == null ? Incident.State.OPEN : before.state(),
        why.outcome(),
        before == null ? 0 : before.told(),
        why.at(),
        why.reason(),
        why.outcome() == Outcome.TRYING ? incident.revision() : before == null ? 0 : before.tried(),
        before == null ? null : before.post(),
        before == null ? null : before.hand());
  }

  /** The same, after the receiver has heard who has it in hand. */
  public Delivery withHand(@Nullable Instant acknowledgedAt) {
    return new Delivery(
        receiver,
        incident,
        revision,
        state,
        outcome,
        told,
        at,
        reason,
        tried,
        post,
        acknowledgedAt);
  }

  /**
   * That a receiver has asked for patience.
   *
   * @param until when it can be told again
   */
  public static Delivery patience(String receiver, Instant until) {
    return new Delivery(
        receiver,
        PATIENCE,
        0,
        Incident.State.RESOLVED,
        Outcome.HELD,
        0,
        until,
        "the receiver has asked for patience",
        0,
        null,
        null);
  }

  /** Whether the receiver may have heard of a beginning and not of its end. */
  @JsonIgnore
  public boolean leavesOpen() {
    return (told > 0 && !hasHeardOfTheEnd()) || tried > told;
  }

  /**
   * Whether the last that the receiver accepted was an end; others may have been withheld since.
   */
  boolean hasHeardOfTheEnd() {
    return (post != null && post.over()) || (told == revision && state == Incident.State.RESOLVED);
  }

  /** The receiver's name and the incident's id: one line of the ledger. */
  public String key() {
    return key(receiver, incident);
  }

  public static String key(String receiver, String incident) {
    return receiver + '/' + incident;
  }

  /**
   * What a post said of the incident, as far as it matters for the next.
   *
   * @param over whether it told of an end
   */
  public record Post(
      Instant at,
      Severity severity,
      String service,
      String detector,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean over) {
    static Post of(Incident incident, Instant at) {
      Incident.Cause cause = incident.cause();
      return new Post(
          at, incident.severity(), cause.service(), cause.detector(), !incident.isOpen());
    }

    /** Whether what the incident says now is only more of the same. */
    boolean hasOnlyGrown(Incident incident) {
      Incident.Cause cause = incident.cause();
      return incident.severity().compareTo(severity) <= 0
          && cause.service().equals(service)
          && cause.detector().equals(detector);
    }
  }

  /** How a revision came to its end, when, and why it was not told, where it was not. */
  public record Settled(Outcome outcome, Instant at, @Nullable String reason) {
    public Settled(Outcome outcome, Instant at) {
      this(outcome, at, null);
    }
  }

  /** How a revision came to its end, or why it has not yet. */
  public enum Outcome {
    DELIVERED,
    DEAD_LETTER,
    /** A later revision than the one that is settled is held back. */
    HELD,
    /** A later revision than the one that is settled is being told. */
    TRYING,
    /** It ended while its beginning was held back: the receiver hears nothing of it. */
    WITHHELD;

    /** {@code delivered}, {@code dead-letter}, {@code held} and so on. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
