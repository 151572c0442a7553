package io.tocsin.app;

import io.tocsin.app.cli.Commands;
import io.tocsin.app.cli.Stop;
import io.tocsin.app.terminal.Terminal;
import java.time.Duration;

/** The process: the only place that ends it. */
public final class Tocsin {
  private static final Duration STOP_LIMIT = Duration.ofMillis(4500);

  private Tocsin() {}

  /** Runs a command and ends with its code; after SIGTERM or Ctrl-C with 0 once all is closed. */
  public static void main(String[] arguments) {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopped(stop), "stop"));
    System.exit(Commands.run(arguments, Terminal.ofProcess(), stop));
  }

  private static void stopped(Stop stop) {
    if (stop.isHeld() && !stop.isFinished()) {
      stop.requestAndAwait(STOP_LIMIT);
      // Without this the process would end with 143 although it has ended well.
      Runtime.getRuntime().halt(0);
    }
  }
}
