package io.tocsin.bench.engine;

import io.tocsin.bench.Progress;
import java.io.IOException;
import java.util.List;

/**
 * The containers of a benchmark, known by a label, and what one that was killed has left on the
 * engine.
 *
 * @param key the label's key; its value is the number of the process
 */
public record Leftovers(String key) {
  /** The label of this process's containers. */
  public String mark() {
    return key + '=' + ProcessHandle.current().pid();
  }

  /**
   * Removes the containers of processes that are gone.
   *
   * @throws IOException if another one is running: their containers have the same names
   */
  public void remove() throws IOException, InterruptedException {
    String format = "{{.Label \"" + key + "\"}}";
    List<String> owners =
        Docker.run("ps", "-a", "--filter", "label=" + key, "--format", format)
            .lines()
            .distinct()
            .toList();
    for (String owner : owners) {
      if (ProcessHandle.of(Long.parseLong(owner)).filter(ProcessHandle::isAlive).isPresent()) {
        throw new IOException("process " + owner + " is doing the same on this engine");
      }
      Progress.say("removing what process " + owner + " has left");
      Docker.removeAll(key + '=' + owner);
    }
  }
}
