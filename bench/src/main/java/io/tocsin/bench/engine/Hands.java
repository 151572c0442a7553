package io.tocsin.bench.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calls the engine as a person does: one call after the other, and not in haste. */
public final class Hands {
  /** Slower than a storm of calls, however long it goes on. */
  private static final long PAUSE_MILLIS = 800;

  private final String mark;

  /**
   * @param mark a label, {@code key=value}, that all containers get
   */
  public Hands(String mark) {
    this.mark = mark;
  }

  public String mark() {
    return mark;
  }

  /** Runs a docker command, then rests. */
  public String docker(String... words) throws IOException, InterruptedException {
    String output = Docker.run(words);
    Thread.sleep(PAUSE_MILLIS);
    return output;
  }

  /** As {@link #docker(String...)}: the command, then more words. */
  public String docker(List<String> command, List<String> more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command);
    words.addAll(more);
    return docker(words.toArray(String[]::new));
  }

  /**
   * The same command for each, one after the other and with one rest at the end: an engine of 20.10
   * that stops many at once can lock itself up for good.
   */
  public void each(List<String> command, List<String> containers)
      throws IOException, InterruptedException {
    for (String container : containers) {
      List<String> words = new ArrayList<>(command);
      words.add(container);
      Docker.run(words.toArray(String[]::new));
    }
    Thread.sleep(PAUSE_MILLIS);
  }
}
