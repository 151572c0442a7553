package io.tocsin.bench.soak;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A service that is started before its data base is ready, and gives up. */
record Haste() implements Kind.Drama {
  private static final List<String> HEALTH =
      List.of(
          "--health-cmd",
          "test -e /ready",
          "--health-interval",
          "2s",
          "--health-start-period",
          "90s");

  @Override
  public void prepare(Scene scene) {
    // The fault is how it begins.
  }

  @Override
  public Instant strike(Scene scene) throws IOException, InterruptedException {
    scene.run(new Service(scene.stack(), "db", "faulty/late-db", HEALTH, List.of()));
    List<String> on = List.of("db:service_started:false");
    scene.run(new Service(scene.stack(), Scene.SERVICE, "faulty/hasty", List.of(), on));
    return scene.await("start");
  }
}
