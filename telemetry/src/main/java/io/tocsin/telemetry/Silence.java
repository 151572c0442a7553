package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That somebody wants to hear nothing of certain incidents for a time ({@code tocsin.controls},
 * compacted, key = {@link #key()}).
 *
 * @param matchers which incidents, each as {@code stack=shop}; all must fit
 * @param from from when on
 * @param until when it ends by itself
 * @param author who wanted it
 * @param reason what for
 * @param endedAt when somebody ended it before; null if nobody has
 * @param endedBy who ended it; null if nobody has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Silence(
    String id,
    List<String> matchers,
    Instant from,
    Instant until,
    String author,
    String reason,
    @Nullable Instant endedAt,
    @Nullable String endedBy) {
  public static final String SCHEMA = "tocsin.silence.v1";

  /** What the key of every silence begins with. */
  public static final String KEY_PREFIX = "silence/";

  @SuppressWarnings("NullAway") // absent in the JSON of another writer
  public Silence {
    matchers = matchers == null ? List.of() : List.copyOf(matchers);
    author = author == null ? "" : author;
    reason = reason == null ? "" : reason;
  }

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  @JsonIgnore
  public String key() {
    return KEY_PREFIX + id;
  }

  /** When it ends, by itself or by hand. */
  @JsonIgnore
  public Instant end() {
    return endedAt != null && endedAt.isBefore(until) ? endedAt : until;
  }

  public boolean isInForce(Instant now) {
    return !now.isBefore(from) && now.isBefore(end());
  }

  /** Ended by hand. */
  public Silence ended(Instant at, String by) {
    return new Silence(id, matchers, from, until, author, reason, at, by);
  }
}
