package io.tocsin.bench.faults;

import io.tocsin.bench.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a run is told.
 *
 * @param drawn stacks drawn by lot with the seed, instead of those of {@code suite.yml}
 * @param only a kind of fault; empty for all
 * @param atOnce how many stacks stand side by side
 * @param keepData whether Tocsin's data folder stays in the folder of the report
 */
record Settings(
    int stacks, int seed, boolean drawn, String only, int atOnce, Path folder, boolean keepData) {
  static final String USAGE =
      "--stacks 36 --seed 1 --drawn no --only KIND --at-once 4 --report target/faults --keep-data"
          + " no";

  List<StackPlan> plans() throws IOException {
    return drawn ? Drawing.stacks(stacks, seed, only) : Suite.read().choose(stacks, seed, only);
  }

  static Settings of(Arguments arguments) {
    arguments.allow(Set.of("stacks", "seed", "drawn", "only", "at-once", "report", "keep-data"));
    return new Settings(
        arguments.number("stacks", 36),
        arguments.number("seed", 1),
        arguments.text("drawn", "no").equals("yes"),
        arguments.text("only", ""),
        arguments.number("at-once", 4),
        Path.of(arguments.text("report", "target/faults")),
        arguments.text("keep-data", "no").equals("yes"));
  }
}
