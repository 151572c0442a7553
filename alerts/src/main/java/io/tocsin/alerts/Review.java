package io.tocsin.alerts;

import java.time.Instant;
import java.util.List;

/** What a day's telemetry shows that is no incident, but that somebody may want to know. */
public interface Review {
  /** Knows of nothing. */
  Review NONE = (from, to) -> List.of();

  /**
   * Near misses and what is never used, a line each. It may take minutes.
   *
   * @throws InterruptedException if it is stopped meanwhile
   */
  List<String> of(Instant from, Instant to) throws InterruptedException;
}
