package io.tocsin.bench.storm;

import java.time.Instant;

/**
 * A post as it came in.
 *
 * @param isEarly whether it came although the receiver had asked for a longer wait
 */
record Post(Instant at, Told told, Conduct conduct, boolean isEarly) {
  boolean isTaken() {
    return conduct.takes();
  }

  /** What it told of; equal for two posts exactly if they carry the same webhook-id. */
  record Told(String incident, int revision, boolean isOver) {}
}
