package io.tocsin.bench.latency;

import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.EngineEvents;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The kinds of trouble: what makes it, and the engine's event from which the time counts. */
enum Trouble {
  OOM_KILL("oom-kill", "the engine's oom event") {
    @Override
    Instant happen(Stage stage) throws IOException, InterruptedException {
      stage.start(
          List.of("--memory", "16m", "--memory-swap", "16m"),
          "sleep 1; x=a; while :; do x=$x$x; done");
      return stage.events().await(stage.container(), "oom", 1);
    }
  },
  UNHEALTHY("unhealthy", "the engine's health_status: unhealthy") {
    @Override
    Instant happen(Stage stage) throws IOException, InterruptedException {
      stage.start(
          List.of(
              "--health-cmd",
              "test ! -e /sick",
              "--health-interval",
              "1s",
              "--health-retries",
              "1"),
          "exec sleep 300");
      stage.events().await(stage.container(), "health_status: healthy", 1);
      Docker.run("exec", stage.container(), "touch", "/sick");
      return stage.events().await(stage.container(), "health_status: unhealthy", 1);
    }
  },
  FORCE_REMOVAL("force-removal", "the engine's destroy event") {
    @Override
    Instant happen(Stage stage) throws IOException, InterruptedException {
      stage.start(List.of(), "exec sleep 300");
      stage.settle();
      Docker.run("rm", "-f", stage.container());
      return stage.events().await(stage.container(), "destroy", 1);
    }
  },
  RESTART_LOOP("restart-rate", "the engine's start event of the third restart") {
    @Override
    Instant happen(Stage stage) throws IOException, InterruptedException {
      stage.start(List.of("--restart", "always"), "echo ImportError; exit 3");
      return stage.events().await(stage.container(), "start", 4);
    }
  };

  private final String detector;
  private final String from;

  Trouble(String detector, String from) {
    this.detector = detector;
    this.from = from;
  }

  String detector() {
    return detector;
  }

  String from() {
    return from;
  }

  /** Makes it happen once; when it happened by the engine's clock. */
  abstract Instant happen(Stage stage) throws IOException, InterruptedException;

  /** A container to make trouble with. */
  record Stage(EngineEvents events, String label, String container) {
    void start(List<String> options, String script) throws IOException, InterruptedException {
      List<String> words =
          new ArrayList<>(List.of("run", "-d", "--label", label, "--name", container));
      words.addAll(options);
      words.addAll(List.of(Docker.IMAGE, "sh", "-c", script));
      Docker.run(words.toArray(String[]::new));
    }

    /** Lets what was just started be there for a moment, as in life. */
    void settle() throws InterruptedException {
      Thread.sleep(500);
    }
  }
}
