package io.tocsin.bench.forecast;

import java.util.Random;

/** A saw whose teeth are not quite alike: from 0 to about 1 and back at once. */
final class Teeth {
  private final Random random;
  private final double period;
  private final double unlike;
  private double begin;
  private double length;

  Teeth(Random random, double period, double unlike) {
    this.random = random;
    this.period = period;
    this.unlike = unlike;
    length = period;
  }

  double at(double second) {
    while (second >= begin + length) {
      begin += length;
      length = period * (1 + unlike * (2 * random.nextDouble() - 1));
    }
    return (second - begin) / period;
  }
}
