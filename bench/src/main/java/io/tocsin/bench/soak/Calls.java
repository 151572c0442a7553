package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Docker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What programs and people do to the engine that they should not. */
enum Calls implements Kind.Drama {
  /** A loop that makes containers and throws them away. */
  CREATE_AND_REMOVE {
    @Override
    public Instant strike(Scene scene) throws IOException, InterruptedException {
      Instant end = Instant.now().plus(STORM);
      List<String> create =
          List.of("create", "--label", scene.hands().mark(), Docker.IMAGE, "true");
      Instant first = Instant.now();
      while (Instant.now().isBefore(end)) {
        String id = Docker.run(create.toArray(String[]::new));
        Docker.run("rm", id);
        TimeUnit.MILLISECONDS.sleep(200);
      }
      return first;
    }
  },

  /** A loop that looks into a container again and again. */
  EXEC {
    @Override
    public Instant strike(Scene scene) throws IOException, InterruptedException {
      Instant end = Instant.now().plus(STORM);
      while (Instant.now().isBefore(end)) {
        Docker.run("exec", scene.container(), "true");
        TimeUnit.MILLISECONDS.sleep(100);
      }
      return scene.await("exec_start: true");
    }
  },

  /** {@code rm -f} of what is running. */
  FORCE_REMOVAL {
    @Override
    public Instant strike(Scene scene) throws IOException, InterruptedException {
      scene.hands().docker("rm", "-f", scene.container());
      return scene.await("destroy");
    }
  };

  private static final Duration STORM = Duration.ofSeconds(22);

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    scene.run("patient", List.of());
  }
}
