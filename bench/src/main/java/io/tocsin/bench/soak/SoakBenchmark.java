package io.tocsin.bench.soak;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.Ending;
import java.util.Map;

/**
 * Runs healthy services of many kinds on the real engine and counts what Tocsin posts about them;
 * with {@code --faults} also faults of all kinds, and how many of them it tells, and how soon.
 */
public final class SoakBenchmark implements Benchmark {
  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String summary() {
    return "false alarms beside healthy services; with faults: recall, precision and delay";
  }

  @Override
  public String usage() {
    return Settings.USAGE;
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    Settings settings = Settings.of(arguments);
    Docker.check();
    Soak.LEFTOVERS.remove();
    return Ending.orderly(
        () -> {
          try (Soak soak = new Soak(settings)) {
            return soak.run();
          }
        });
  }
}
