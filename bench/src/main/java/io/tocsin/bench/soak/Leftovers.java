package io.tocsin.bench.soak;

import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Docker;
import java.io.IOException;
import java.util.List;

/** What a soak that was killed has left on the engine. */
final class Leftovers {
  private static final String KEY = "tocsin.soak";

  private Leftovers() {}

  /** The label of this process's containers. */
  static String mark() {
    return KEY + '=' + ProcessHandle.current().pid();
  }

  /**
   * Removes the containers of soaks that are gone.
   *
   * @throws IOException if another soak is running: their containers have the same names
   */
  static void remove() throws IOException, InterruptedException {
    String format = "{{.Label \"" + KEY + "\"}}";
    List<String> owners =
        Docker.run("ps", "-a", "--filter", "label=" + KEY, "--format", format)
            .lines()
            .distinct()
            .toList();
    for (String owner : owners) {
      if (ProcessHandle.of(Long.parseLong(owner)).filter(ProcessHandle::isAlive).isPresent()) {
        throw new IOException("another soak is running, process " + owner);
      }
      Progress.say("removing what soak " + owner + " has left");
      Docker.removeAll(KEY + '=' + owner);
    }
  }
}
