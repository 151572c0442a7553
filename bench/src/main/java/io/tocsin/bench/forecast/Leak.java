package io.tocsin.bench.forecast;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A container that rests, then leaks at a steady pace to its limit, with noise and a collector's
 * saw on it.
 *
 * @param rest seconds before it begins
 * @param time seconds from its beginning to the limit
 */
record Leak(double rest, double time, double level, double saw, Walk noise, Teeth teeth) {
  static Leak of(Random random, double shortest, double longest) {
    return new Leak(
        random.nextBoolean() ? 0 : Healthy.between(random, 600, 3 * 3_600),
        Healthy.logBetween(random, shortest, longest),
        Healthy.between(random, 0.1, 0.5),
        random.nextBoolean() ? 0 : Healthy.between(random, 0.02, 0.1),
        new Walk(random, Healthy.logBetween(random, 5, 60), 0.004),
        new Teeth(random, Healthy.logBetween(random, 5, 60), 0.2));
  }

  DoubleUnaryOperator memory() {
    return second -> {
      double grown = Math.max(0, second - rest) / time * (1 - level);
      return level + grown + saw * (teeth.at(second) - 1) + noise.next();
    };
  }
}
