package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Docker;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A container that is to be started on a port that another one has; on the engine's side, which may
 * be another machine.
 */
record TakenPort() implements Kind.Drama {
  private static final String HOLDER = "holder";

  @Override
  public void prepare(Scene scene) {
    // There is nothing before it.
  }

  @Override
  public Instant strike(Scene scene) throws IOException, InterruptedException {
    List<String> publish = List.of("-p", "127.0.0.1::80");
    scene.run(new Service(scene.stack(), HOLDER, "faulty/patient", publish, List.of()));
    String taken = Docker.run("port", scene.container(HOLDER), "80");
    return new Refused(List.of("-p", taken + ":80"), List.of()).strike(scene);
  }
}
