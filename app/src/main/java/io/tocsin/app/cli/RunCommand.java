package io.tocsin.app.cli;

import io.tocsin.app.config.Configuration;
import io.tocsin.app.roles.Part;
import io.tocsin.app.roles.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What up, collect, detect and notify have in common: parts that run until they are stopped. */
abstract class RunCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  /** For the run that records which classes a start needs. */
  @Option(names = "--stop-after", hidden = true, paramLabel = "SECONDS")
  private int stopAfterSeconds = Integer.MAX_VALUE;

  private final Session session;
  private final Set<Part> parts;

  RunCommand(Session session, Set<Part> parts) {
    this.session = session;
    this.parts = parts;
  }

  @Override
  public Integer call() {
    Configuration configuration = options.read();
    try (Pipeline pipeline =
        Pipeline.start(configuration.settings(), parts, session.terminal()::note)) {
      session.terminal().note("broker " + pipeline.kafka().get("bootstrap.servers"));
      session.terminal().note(String.format(Locale.ROOT, "ready in %.1f s", sinceStart()));
      session.stop().await(Duration.ofSeconds(stopAfterSeconds));
    }
    return 0;
  }

  private static double sinceStart() {
    Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }
}
