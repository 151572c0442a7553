package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * A dependency that nobody declared and a service's own lines gave away ({@code
 * tocsin.dependencies}, compacted, key = {@link #key()}).
 *
 * @param at when it was seen last
 * @param subject the service that depends
 * @param onStack the stack of the service that it depends on
 * @param onService the service that it depends on
 * @param confidence between 0 and 1, higher with every trouble in which it shows
 * @param firstSeenAt when it was seen first
 * @param expiresAt when it is forgotten, if it is not seen again
 * @param line the line, as it was seen last
 */
public record LearnedDependency(
    Instant at,
    @JsonUnwrapped Subject subject,
    String onStack,
    String onService,
    double confidence,
    Instant firstSeenAt,
    Instant expiresAt,
    String line) {
  public static final String SCHEMA = "tocsin.edge.v1";

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  /** Host, stack and service, then stack and service of the other. */
  @JsonIgnore
  public String key() {
    return subject.key() + '/' + onStack + '/' + onService;
  }

  /** The service that it depends on. */
  @JsonIgnore
  public Subject on() {
    return new Subject(subject.host(), onStack, onService);
  }
}
