package io.tocsin.bench.soak;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A service that is well until it gets the cue. */
record Cued(String script, List<String> options) implements Kind.Drama {
  static Cued of(String script, String... options) {
    return new Cued(script, List.of(options));
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    scene.run(script, options);
  }

  @Override
  public Instant strike(Scene scene) throws IOException, InterruptedException {
    return scene.cue();
  }
}
