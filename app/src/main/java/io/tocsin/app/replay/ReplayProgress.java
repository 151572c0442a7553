package io.tocsin.app.replay;

import java.time.Instant;

/** Is told now and then how far a replay has come. */
@FunctionalInterface
public interface ReplayProgress {
  /**
   * So far it has come.
   *
   * @param records of telemetry
   * @param at the recorded time
   * @param share of all that is to be read, between 0 and 1
   */
  void reached(long records, Instant at, double share);
}
