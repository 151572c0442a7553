package io.tocsin.streams.detect.restartrate;

import java.time.Duration;
import java.time.Instant;

/**
 * A time of loops that come and go. Each that follows on another must be quiet for twice as long
 * before it is called over, or it would ring again and again.
 *
 * @param ended when the last loop was called over
 * @param loops how many there have been, the one that goes on included
 */
record Spell(Instant ended, int loops) {
  private static final Duration LONGEST_QUIET = Duration.ofHours(1);
  static final Spell NONE = new Spell(Instant.MIN, 0);

  Spell begun(Instant at) {
    boolean follows = !ended.equals(Instant.MIN) && at.isBefore(ended.plus(LONGEST_QUIET));
    return new Spell(ended, follows ? loops + 1 : 1);
  }

  Spell over(Instant at) {
    return new Spell(at, loops);
  }

  Duration quiet(Duration usual) {
    Duration longer = usual.multipliedBy(1L << Math.min(10, Math.max(0, loops - 1)));
    Duration bounded = longer.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : longer;
    return bounded.compareTo(usual) < 0 ? usual : bounded;
  }
}
