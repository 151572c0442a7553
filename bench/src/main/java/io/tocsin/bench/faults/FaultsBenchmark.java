package io.tocsin.bench.faults;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.Ending;
import java.util.Map;

/**
 * Lets whole stacks fail on the real engine and looks whether Tocsin tells each cause once, names
 * it, and names whom it hits.
 */
public final class FaultsBenchmark implements Benchmark {
  @Override
  public String name() {
    return "faults";
  }

  @Override
  public String summary() {
    return "incidents a cause, cause named first, services named, delay, calibration; whole stacks";
  }

  @Override
  public String usage() {
    return Settings.USAGE;
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    Settings settings = Settings.of(arguments);
    Docker.check();
    Run.LEFTOVERS.remove();
    return Ending.orderly(
        () -> {
          try (Run run = new Run(settings)) {
            return run.run();
          }
        });
  }
}
