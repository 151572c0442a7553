package io.tocsin.collector.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One question and its answer, within a deadline, in the client's own exceptions. */
final class Exchange {
  private static final String LATE = "no answer within its deadline";
  private static final int LONGEST_MESSAGE = 2_048;

  private final ObjectMapper json = new ObjectMapper();
  private final Transport transport;
  private final Watchdog watchdog;

  Exchange(Transport transport, Watchdog watchdog) {
    this.transport = transport;
    this.watchdog = watchdog;
  }

  /** Reads an answer's body. */
  interface Reader<T> {
    T read(InputStream body) throws IOException;
  }

  /**
   * Asks, and reads the answer to its end.
   *
   * @throws EngineException if there is no good answer
   */
  <T> T read(EngineCall call, Duration left, Reader<T> reader) {
    Watchdog.Guard guard = watchdog.guard(left);
    try (guard;
        Transport.Answer answer = transport.get(call.path())) {
      check(answer);
      return reader.read(answer.body());
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreachable(call, guard, e);
    }
  }

  /**
   * Asks, and hands the answer out once its head has come.
   *
   * @throws EngineException if there is no good answer
   */
  Transport.Answer open(EngineCall call, Duration left) {
    Transport.Answer answer = null;
    Watchdog.Guard guard = watchdog.guard(left);
    try {
      answer = transport.get(call.path());
      check(answer);
      return answer;
    } catch (RuntimeException e) {
      close(answer);
      throw e instanceof EngineException ? e : unreachable(call, guard, e);
    } finally {
      guard.close();
    }
  }

  private static void close(Transport.@Nullable Answer answer) {
    if (answer != null) {
      answer.close();
    }
  }

  private static EngineException unreachable(
      EngineCall call, Watchdog.Guard guard, Exception cause) {
    String why = guard.hasBitten() ? LATE : describe(cause);
    return new EngineException.Unreachable(call.kind() + ": " + why, cause);
  }

  private void check(Transport.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return;
    }
    String message = message(answer);
    throw status == 404
        ? new EngineException.NotFound(message)
        : new EngineException.Refused(status, status + " " + message);
  }

  private String message(Transport.Answer answer) {
    try {
      byte[] body = answer.body().readNBytes(LONGEST_MESSAGE);
      String text = new String(body, StandardCharsets.UTF_8);
      return text.startsWith("{") ? json.readTree(text).path("message").asText(text) : text;
    } catch (IOException e) {
      return "without a readable message";
    }
  }

  /** What lies at the bottom of it, in words. */
  static String describe(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
