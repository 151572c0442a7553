package io.tocsin.bench.soak;

import io.tocsin.bench.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** What a soak is told. */
record Settings(Duration length, int containers, int faults, int seed, Path folder) {
  static final String USAGE =
      "--minutes 60 --containers 30 --faults 0 --seed 1 --report target/soak";

  static Settings of(Arguments arguments) {
    arguments.allow(Set.of("minutes", "containers", "faults", "seed", "report"));
    return new Settings(
        Duration.ofMinutes(arguments.number("minutes", 60)),
        arguments.number("containers", 30),
        arguments.number("faults", 0),
        arguments.number("seed", 1),
        Path.of(arguments.text("report", "target/soak")));
  }
}
