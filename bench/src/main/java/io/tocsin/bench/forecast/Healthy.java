package io.tocsin.bench.forecast;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Ways in which the memory of containers behaves that do not leak: seconds to the share of limit.
 */
enum Healthy {
  /** Noise about a level, which hangs together for seconds or for minutes. */
  NOISE {
    @Override
    DoubleUnaryOperator of(Random random) {
      double level = between(random, 0.2, 0.68);
      Walk noise = new Walk(random, logBetween(random, 10, 1_200), between(random, 0.005, 0.03));
      return second -> level + noise.next();
    }
  },
  /** Load that comes and goes over hours, as a walk at random that is drawn back to its mean. */
  WANDERING {
    @Override
    DoubleUnaryOperator of(Random random) {
      double level = between(random, 0.3, 0.5);
      Walk load = new Walk(random, logBetween(random, 1_800, 6 * HOUR), between(random, 0.02, 0.1));
      return second -> level + load.next();
    }
  },
  /** A collector's saw, of seconds or of half an hour. */
  SAW {
    @Override
    DoubleUnaryOperator of(Random random) {
      double floor = between(random, 0.2, 0.5);
      double height = between(random, 0.05, 0.35);
      double period = logBetween(random, 5, 1_800);
      Teeth teeth = new Teeth(random, period, 0.2);
      return second -> floor + height * teeth.at(second);
    }
  },
  /** A cache that fills ever more slowly. */
  CACHE {
    @Override
    DoubleUnaryOperator of(Random random) {
      double start = between(random, 0.05, 0.2);
      double height = between(random, 0.2, 0.75);
      double time = logBetween(random, 30, 2 * HOUR);
      Walk noise = new Walk(random, 10, 0.003);
      return second -> start + height * (1 - Math.exp(-second / time)) + noise.next();
    }
  },
  /** A buffer that fills at a steady pace and is then full: until then it looks like a leak. */
  BUFFER {
    @Override
    DoubleUnaryOperator of(Random random) {
      double start = between(random, 0.05, 0.2);
      double height = between(random, 0.2, 0.75);
      double time = logBetween(random, 30, 2 * HOUR);
      Walk noise = new Walk(random, 10, 0.003);
      return second -> start + height * Math.min(1, second / time) + noise.next();
    }
  },
  /** The day's load. */
  DAY {
    @Override
    DoubleUnaryOperator of(Random random) {
      double phase = random.nextDouble() * DAY_LENGTH;
      double level = between(random, 0.3, 0.5);
      double height = between(random, 0.05, 0.2);
      Walk noise = new Walk(random, 60, 0.01);
      return second ->
          level + height * Math.sin(2 * Math.PI * (second + phase) / DAY_LENGTH) + noise.next();
    }
  },
  /** Jobs that take memory for a while and give it back. */
  JOBS {
    @Override
    DoubleUnaryOperator of(Random random) {
      double level = between(random, 0.1, 0.4);
      double height = between(random, 0.1, 0.5);
      double period = logBetween(random, 600, 2 * HOUR);
      double share = between(random, 0.05, 0.3);
      Walk noise = new Walk(random, 10, 0.003);
      return second -> {
        double part = second % period / period;
        return level + (part < share ? height * part / share : 0) + noise.next();
      };
    }
  },
  /** Levels that change at once: a configuration, a tenant, a model that is loaded. */
  STEPS {
    @Override
    DoubleUnaryOperator of(Random random) {
      double period = logBetween(random, 300, 3 * HOUR);
      double[] levels = random.doubles(1_000, 0.2, 0.69).toArray();
      Walk noise = new Walk(random, 10, 0.003);
      return second -> levels[(int) (second / period) % levels.length] + noise.next();
    }
  },
  /** What learns ever more, ever more seldom: interned strings, compiled code. */
  LEARNING {
    @Override
    DoubleUnaryOperator of(Random random) {
      double start = between(random, 0.1, 0.3);
      double pace = between(random, 0.02, 0.07);
      double time = logBetween(random, 10, 600);
      Walk noise = new Walk(random, 10, 0.003);
      return second -> start + pace * Math.log1p(second / time) + noise.next();
    }
  };

  private static final double HOUR = 3_600;
  private static final double DAY_LENGTH = 24 * HOUR;

  /** A container that behaves so; to be asked for seconds that rise by {@link Walk#STEP}. */
  abstract DoubleUnaryOperator of(Random random);

  static double between(Random random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  static double logBetween(Random random, double low, double high) {
    return Math.exp(between(random, Math.log(low), Math.log(high)));
  }
}
