package io.tocsin.bench.engine;

import io.tocsin.bench.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The docker command; another one than the first on the path is named by the variable DOCKER. */
public final class Docker {
  public static final String IMAGE = "tocsin/busybox:test";
  private static final String COMMAND = System.getenv().getOrDefault("DOCKER", "docker");

  /** An engine that has not answered by then will not. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Docker() {}

  /**
   * Runs a command and returns what it prints.
   *
   * @throws IOException with what it prints, if it fails or does not end
   */
  public static String run(String... arguments) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words(arguments)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    CompletableFuture.delayedExecutor(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("docker " + shortened(arguments) + ": " + status + ' ' + output);
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

  /**
   * Removes all containers with the label, without a noise: stopped first. One after the other,
   * since Engine 20.10 can lock itself up for good when it stops many at once.
   */
  public static void removeAll(String label) throws IOException, InterruptedException {
    for (String id : run("ps", "-aq", "--filter", "label=" + label).lines().toList()) {
      tryRun("stop", "-t", "0", id);
      tryRun("rm", id);
    }
  }

  static Process start(String... arguments) throws IOException {
    return new ProcessBuilder(words(arguments)).redirectErrorStream(true).start();
  }

  /** Scripts are long, and nobody wants to read them in a message. */
  private static String shortened(String... arguments) {
    String command = String.join(" ", arguments);
    int end = command.indexOf('\n');
    return end < 0 ? command : command.substring(0, end) + " …";
  }

  private static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of(COMMAND));
    words.addAll(List.of(arguments));
    return words;
  }
}
