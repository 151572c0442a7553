package io.tocsin.bench.engine;

import io.tocsin.bench.Folders;
import io.tocsin.bench.Progress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code ./tocsin up}, as a person starts it, with a data folder of its own. */
public final class TocsinProcess implements AutoCloseable {
  private static final Path COMMAND =
      Path.of(System.getProperty("tocsin.root", ".")).resolve("tocsin").toAbsolutePath();

  /** On a machine that does much else beside. */
  private static final Duration LONGEST_START = Duration.ofMinutes(4);

  /** Each look is a request that a process which has just begun must answer beside its start. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder = Folders.temporary("data");
  private @Nullable Path keptAt;
  private final int port;
  private final Process process;
  private final long began;

  /** Starts it; builds it before, so that the start is a start. */
  public TocsinProcess(List<String> options) throws IOException, InterruptedException {
    new ProcessBuilder(COMMAND.toString(), "--version")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
    this.port = freePort();
    this.began = System.nanoTime();
    this.process = start(options);
  }

  private Process start(List<String> options) throws IOException {
    List<String> words = new ArrayList<>(List.of(COMMAND.toString(), "up"));
    words.addAll(List.of("--data", folder.resolve("data").toString()));
    words.addAll(List.of("--http", "127.0.0.1:" + port, "--broker-port", "0"));
    words.addAll(options);
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** Waits for {@code /health/ready}; the time since the start. */
  public Duration awaitReady() throws InterruptedException {
    return Waiting.until(
        LONGEST_START,
        LOOK,
        "tocsin, whose log is in " + folder,
        () ->
            asksReady()
                ? Optional.of(Duration.ofNanos(System.nanoTime() - began))
                : Optional.empty());
  }

  /** Whether it says that it is ready: else its silence means nothing. */
  public boolean isReady() throws InterruptedException {
    try {
      return asksReady();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean asksReady() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  /** Where its console listens: {@code HOST:PORT}. */
  public String http() {
    return "127.0.0.1:" + port;
  }

  /** Its data folder goes there when it ends; to be said before. */
  public void keepDataAt(Path place) {
    keptAt = place;
  }

  /** What it has logged so far goes there. */
  public void copyLog(Path file) throws IOException {
    Files.copy(folder.resolve("log"), file, StandardCopyOption.REPLACE_EXISTING);
  }

  public long pid() {
    return process.pid();
  }

  /** Ends it as a person would; says if it did not end in time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        Progress.say("tocsin does not end within 10 s");
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keepData();
    Folders.delete(folder);
  }

  private void keepData() {
    if (keptAt == null) {
      return;
    }
    try {
      Folders.delete(keptAt);
      new ProcessBuilder("cp", "-r", folder.resolve("data").toString(), keptAt.toString())
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      Progress.say("the data were not kept: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
