package io.tocsin.bench;

import java.util.Map;

/** Something that can be measured. */
public interface Benchmark {
  /** What it is called on the command line. */
  String name();

  /** One line: what is measured, and against what. */
  String summary();

  /** The arguments that it takes, as {@code --name default} each; empty for none. */
  String usage();

  /**
   * Measures, with progress on standard error.
   *
   * @return the figures, in the order in which they are shown
   * @throws IllegalArgumentException if the arguments make no sense
   */
  Map<String, Object> run(Arguments arguments) throws Exception;
}
