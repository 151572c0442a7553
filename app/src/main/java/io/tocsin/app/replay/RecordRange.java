package io.tocsin.app.replay;

import java.time.Instant;

/**
 * What is to be read of recorded topics.
 *
 * @param from telemetry from here on, found by the broker's index of times
 * @param to up to here; what comes in while it is read is left out in any case
 */
public record RecordRange(Instant from, Instant to) {
  /** All there is. */
  public static final RecordRange ALL = new RecordRange(Instant.MIN, Instant.MAX);

  /** In milliseconds since 1970, as Kafka has it. */
  long fromMillis() {
    return from.equals(Instant.MIN) ? 0 : from.toEpochMilli();
  }

  long toMillis() {
    return to.equals(Instant.MAX) ? Long.MAX_VALUE : to.toEpochMilli();
  }
}
