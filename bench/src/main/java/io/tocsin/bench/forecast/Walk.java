package io.tocsin.bench.forecast;

import java.util.Random;

/** A walk at random that is drawn back to nought: an Ornstein-Uhlenbeck process in steps. */
final class Walk {
  /** Seconds from one sample to the next. */
  static final int STEP = 5;

  private final Random random;
  private final double memory;
  private final double push;
  private double at;

  /**
   * @param seconds the time in which it forgets where it was
   * @param deviation how far it strays
   */
  Walk(Random random, double seconds, double deviation) {
    this.random = random;
    memory = Math.exp(-STEP / seconds);
    push = deviation * Math.sqrt(1 - memory * memory);
    at = deviation * random.nextGaussian();
  }

  double next() {
    at = memory * at + push * random.nextGaussian();
    return at;
  }
}
