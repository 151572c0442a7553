package io.tocsin.streams.scenario;

import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** What comes when, by a clock that nobody sets back. */
sealed interface Cue {
  Instant at();

  /**
   * A record.
   *
   * @param made makes it, once it is known what the host's clock shows
   */
  record Recorded(Instant at, Function<Instant, Telemetry> made) implements Cue {}

  /** The host ceases to report, or goes on. */
  record Silence(Instant at, boolean isSilent) implements Cue {}

  /** The host's clock is set forward or back. */
  record ClockSet(Instant at, Duration by) implements Cue {}
}
