package io.tocsin.app.cli;

import io.tocsin.app.roles.Part;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What up, collect, detect and notify have in common: parts that run until they are stopped. */
abstract class RunCommand implements Callable<Integer> {
  /** For the run that records which classes a start needs: so long after it is ready. */
  @Option(names = "--stop-after", hidden = true, paramLabel = "SECONDS")
  private int stopAfterSeconds = Integer.MAX_VALUE;

  @Mixin private final CommonOptions options = new CommonOptions();

  private final Session session;
  private final Set<Part> parts;

  RunCommand(Session session, Set<Part> parts) {
    this.session = session;
    this.parts = parts;
  }

  @Override
  public Integer call() {
    new Watch(session, options.sources(), parts).run(Duration.ofSeconds(stopAfterSeconds));
    return 0;
  }
}
