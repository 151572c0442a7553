package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a detector found ({@code tocsin.findings}, key = host). It is told when it begins to fire,
 * again when its severity rises or its figures have changed notably, and once more when it is over.
 *
 * @param id the same from firing to resolved; derived from rule, subject, container and onset
 * @param rule the rule that fired; the detector's name unless a person named it otherwise
 * @param container the container's name; empty where it concerns the service as a whole
 * @param startedAt the onset: when the trouble began, not when it was seen
 * @param detectedAt the time of the record on which it fired
 * @param updatedAt the time of the record that this revision of it stands on
 * @param endedAt null while it fires
 * @param value what was measured, in {@code unit}
 * @param threshold what it was compared with, in {@code unit}
 * @param window over what time; null where there is none
 * @param summary one sentence for people, with the numbers
 * @param evidence from the record: {@code exitCode}, {@code logs}, {@code samples}, …
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Finding(
    String id,
    String detector,
    String rule,
    @JsonUnwrapped Subject subject,
    String container,
    Severity severity,
    State state,
    Instant startedAt,
    Instant detectedAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    double value,
    double threshold,
    String unit,
    @Nullable Duration window,
    String summary,
    Map<String, Object> evidence) {
  public static final String SCHEMA = "tocsin.finding.v1";

  @SuppressWarnings("NullAway") // absent in JSON
  public Finding {
    container = container == null ? "" : container;
    evidence =
        evidence == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  @JsonIgnore
  public boolean isFiring() {
    return state == State.FIRING;
  }

  /** The same with other evidence. */
  public Finding with(Map<String, Object> other) {
    return new Finding(
        id,
        detector,
        rule,
        subject,
        container,
        severity,
        state,
        startedAt,
        detectedAt,
        updatedAt,
        endedAt,
        value,
        threshold,
        unit,
        window,
        summary,
        other);
  }

  /** Whether the trouble lasts. */
  public enum State {
    FIRING,
    RESOLVED;

    /** {@code firing}, {@code resolved}. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
