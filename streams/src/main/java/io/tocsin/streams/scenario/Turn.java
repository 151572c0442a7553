package io.tocsin.streams.scenario;

import java.time.Instant;

/**
 * One time that a step happens.
 *
 * @param at when
 * @param number the how manyth time, from 1
 * @param progress through the innermost repetition, from 0 to 1
 */
record Turn(Instant at, int number, double progress) {
  Turn later(double seconds) {
    return new Turn(at.plusNanos(Math.round(seconds * 1e9)), number, progress);
  }
}
