package io.tocsin.alerts.command;

import io.tocsin.alerts.receiver.Cut;
import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.redact.Redactor;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The input of a program. No shell is started, the program sees nothing of this process's
 * environment but the few variables that programs need, and what it says is read from a file, so
 * that it can never block on a full pipe.
 */
record Input(List<String> command, Map<String, String> environment, String body, Duration timeout)
    implements Message {
  private static final Set<String> KEPT = Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR", "USER");

  /** Wrong use, wrong data, no such program: sysexits.h, and what a shell says. */
  private static final Set<Integer> FOR_GOOD = Set.of(64, 65, 77, 78, 126, 127);

  private static final int SAID_BYTES = 400;

  @Override
  public Reply send(Http http) throws InterruptedException {
    Path said = null;
    try {
      said = Files.createTempFile("tocsin-command", ".out");
      return run(said.toFile());
    } catch (IOException e) {
      return new Reply.Refused(
          name() + " cannot be started: " + Visible.line(String.valueOf(e.getMessage())));
    } finally {
      delete(said);
    }
  }

  private Reply run(File said) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(said);
    builder.environment().keySet().retainAll(KEPT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread writer = new Thread(() -> write(process), "tocsin-notify input");
    writer.setDaemon(true);
    writer.start();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Reply.Failed(name() + " did not end within " + timeout.toSeconds() + " s");
      }
      return judge(process.exitValue(), said.toPath());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** A program may end without having read all. */
  private void write(Process process) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ignored) {
      // its exit code decides
    }
  }

  private Reply judge(int code, Path said) throws IOException {
    if (code == 0) {
      return new Reply.Accepted();
    }
    byte[] bytes = Files.readAllBytes(said);
    String text = new String(bytes, 0, Math.min(bytes.length, SAID_BYTES), StandardCharsets.UTF_8);
    String words = Visible.line(new Redactor().redact(text.strip()));
    String reason = Cut.to(SAID_BYTES, name() + " ended with " + code + ": " + words);
    return FOR_GOOD.contains(code) ? new Reply.Refused(reason) : new Reply.Failed(reason);
  }

  private String name() {
    return command.get(0).replaceFirst("^.*/", "");
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException ignored) {
      // the system empties its folder of temporary files
    }
  }

  @Override
  public String toString() {
    return "Input[" + name() + ", " + body.length() + " characters]";
  }
}
