package io.tocsin.bench.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The notifier's process, which is killed and started again. */
final class Victim implements AutoCloseable {
  private static final String WATCHES = NotifierProcess.READY;
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final List<String> command;
  private final Path folder;
  private final List<Instant> kills = new ArrayList<>();
  private Process process;
  private long residentKib;

  /**
   * Starts it.
   *
   * @param folder gets what its lives say, a file each
   */
  Victim(List<String> arguments, Path folder) throws IOException {
    this.folder = folder;
    command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                NotifierProcess.class.getName()));
    command.addAll(arguments);
    process = start();
  }

  /** Kills it in the midst of what it does, and starts another. */
  void killAndStart() throws IOException, InterruptedException {
    kill();
    // what it did until its very end was before the kill
    kills.add(Instant.now());
    process = start();
  }

  /** Waits until this life watches, or so long. */
  void awaitReady(Duration longest) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(longest);
    while (Instant.now().isBefore(deadline) && !Files.readString(log()).contains(WATCHES)) {
      Thread.sleep(GLANCE.toMillis());
    }
  }

  List<Instant> kills() {
    return List.copyOf(kills);
  }

  /** The most that any of its lives held in memory, as Linux counts it; 0 elsewhere. */
  long residentMib() {
    return residentKib >> 10;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Kills it for good. */
  void end() throws IOException, InterruptedException {
    kill();
  }

  private void kill() throws IOException, InterruptedException {
    residentKib = Math.max(residentKib, resident());
    process.destroyForcibly().waitFor();
  }

  private long resident() throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private Path log() {
    return folder.resolve("notifier-" + kills.size() + ".log");
  }

  private Process start() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }
}
