package io.tocsin.bench.engine;

import io.tocsin.bench.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The docker command; another one than the first on the path is named by the variable DOCKER. */
public final class Docker {
  public static final String IMAGE = "tocsin/busybox:test";
  private static final String COMMAND = System.getenv().getOrDefault("DOCKER", "docker");

  private Docker() {}

  /** Runs a command and returns what it prints. */
  public static String run(String... arguments) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words(arguments)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("docker " + String.join(" ", arguments) + ": " + output);
    }
    return output;
  }

  /** Runs a command whose failure does not matter, such as the removal of what may be gone. */
  public static void tryRun(String... arguments) throws InterruptedException {
    try {
      run(arguments);
    } catch (IOException e) {
      Progress.say(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Looks whether the engine answers and the image is there.
   *
   * @throws IOException with the mend if not
   */
  public static void check() throws IOException, InterruptedException {
    run("version", "--format", "{{.Server.Version}}");
    try {
      run("image", "inspect", "--format", "{{.Id}}", IMAGE);
    } catch (IOException e) {
      throw new IOException("there is no image " + IMAGE + "; scripts/images busybox makes it", e);
    }
  }

  /** Removes all containers with the label, without a noise: stopped first, each at once. */
  public static void removeAll(String label) throws IOException, InterruptedException {
    List<String> ids =
        new ArrayList<>(run("ps", "-aq", "--filter", "label=" + label).lines().toList());
    while (!ids.isEmpty()) {
      List<String> some = ids.subList(0, Math.min(10, ids.size()));
      tryRun(join("stop -t 0", some));
      tryRun(join("rm", some));
      some.clear();
    }
  }

  static Process start(String... arguments) throws IOException {
    return new ProcessBuilder(words(arguments)).redirectErrorStream(true).start();
  }

  private static String[] join(String command, List<String> ids) {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.addAll(ids);
    return words.toArray(String[]::new);
  }

  private static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of(COMMAND));
    words.addAll(List.of(arguments));
    return words;
  }
}
