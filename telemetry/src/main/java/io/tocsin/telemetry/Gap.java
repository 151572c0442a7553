package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * Telemetry that was lost and cannot be had any more, said in the topic that it is missing from.
 *
 * @param at when the loss was found
 * @param subject whose telemetry; the engine's for a whole host
 * @param source {@code events}, {@code logs} or {@code stats}
 * @param from where the hole begins
 * @param to where it ends
 * @param lost how many records at least, 0 where it cannot be counted
 * @param reason in words, such as {@code the broker was away for 12 min and the spool was full}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gap(
    Instant at,
    @JsonUnwrapped Subject subject,
    String source,
    Instant from,
    Instant to,
    long lost,
    String reason)
    implements Telemetry {
  public static final String SCHEMA = "tocsin.gap.v1";
}
