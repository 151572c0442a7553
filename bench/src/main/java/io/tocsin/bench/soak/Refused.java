package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Docker;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A container that the engine does not start. */
record Refused(List<String> options, List<String> command) implements Kind.Drama {
  @Override
  public void prepare(Scene scene) {
    // There is nothing before it.
  }

  @Override
  public Instant strike(Scene scene) throws IOException, InterruptedException {
    Service service = new Service(scene.stack(), Scene.SERVICE, "faulty/exit", options, List.of());
    List<String> words = new ArrayList<>(service.words(scene.version(), 1, service.container(1)));
    if (!command.isEmpty()) {
      // What follows the image: sh, -c and the script.
      words.subList(words.size() - 3, words.size()).clear();
      words.addAll(command);
    }
    scene.hands().docker(List.of("create"), words);
    try {
      Docker.run("start", scene.container());
    } catch (IOException e) {
      return scene.await("create");
    }
    throw new IOException(scene.container() + " was to be refused, and runs");
  }
}
