package io.tocsin.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Calls the engine with restraint: at most {@link #CALLS_AT_ONCE} calls at once, apart while it is
 * slow or failing, retried with jitter, not at all while the breaker is open, and no longer than
 * their deadline.
 */
public final class RestrainedEngineClient implements EngineClient {
  public static final int CALLS_AT_ONCE = 3;
  private static final int CALLS_IN_LINE = 2_000;
  private static final int ATTEMPTS = 3;

  private final ObjectMapper json = new ObjectMapper();
  private final Transport transport;
  private final ExecutorService callers;
  private final ScheduledExecutorService timer;
  private final Watchdog watchdog;
  private final CircuitBreaker breaker;
  private final Pace pace;
  private final Semaphore streams;
  private final ClientMeters meters;

  RestrainedEngineClient(Transport transport, int maximumStreams, MeterRegistry registry) {
    this.transport = transport;
    this.callers = Restraint.callers(CALLS_AT_ONCE, CALLS_IN_LINE);
    this.timer = Restraint.timer();
    this.watchdog = new Watchdog(timer);
    this.breaker = Restraint.breaker();
    this.pace = new Pace(InstantSource.system());
    this.streams = new Semaphore(maximumStreams);
    this.meters = new ClientMeters(registry, breaker, streams);
  }

  /** A client of the engine at this address; nothing is connected before the first call. */
  public static EngineClient connect(
      EngineAddress address, int maximumStreams, MeterRegistry registry) {
    return new RestrainedEngineClient(
        new DockerJavaTransport(address, DockerJavaTransport.API_VERSION),
        maximumStreams,
        registry);
  }

  @Override
  public CompletableFuture<JsonNode> ask(EngineCall call) {
    return submit(call, json::readTree);
  }

  @Override
  public JsonNode get(EngineCall call) {
    return await(ask(call), call.deadline());
  }

  @Override
  public List<JsonNode> getLines(EngineCall call) {
    return await(submit(call, this::readLines), call.deadline());
  }

  private List<JsonNode> readLines(InputStream body) throws IOException {
    try (MappingIterator<JsonNode> lines = json.readerFor(JsonNode.class).readValues(body)) {
      return lines.readAll();
    }
  }

  private <T> CompletableFuture<T> submit(EngineCall call, Reader<T> reader) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    long deadlineNanos = System.nanoTime() + call.deadline().toNanos();
    try {
      callers.execute(() -> complete(answer, new Attempt<>(call, reader, deadlineNanos)));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          new EngineException.HeldBack(CALLS_IN_LINE + " calls are waiting already"));
    }
    return answer;
  }

  private <T> void complete(CompletableFuture<T> answer, Attempt<T> attempt) {
    if (answer.isDone()) {
      return;
    }
    try {
      answer.complete(retry(attempt));
    } catch (EngineException e) {
      answer.completeExceptionally(e);
    } catch (RuntimeException e) {
      answer.completeExceptionally(new EngineException.Unreachable(describe(e), e));
    } catch (InterruptedException e) {
      answer.completeExceptionally(new EngineException.Unreachable("interrupted", e));
    }
  }

  private <T> T retry(Attempt<T> attempt) throws InterruptedException {
    Backoff backoff =
        new Backoff(
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            bound -> ThreadLocalRandom.current().nextLong(bound));
    while (true) {
      try {
        return once(attempt);
      } catch (EngineException e) {
        Duration wait = backoff.next();
        boolean late = attempt.left().compareTo(wait) <= 0 || attempt.call().isLong();
        if (!e.isEnginesTrouble() || backoff.failures() >= ATTEMPTS || late) {
          throw e;
        }
        Pace.sleep(wait);
      }
    }
  }

  private <T> T once(Attempt<T> attempt) throws InterruptedException {
    Pace.sleep(pace.book());
    if (attempt.left().isNegative()) {
      throw new EngineException.HeldBack("waited in line beyond its deadline");
    }
    if (!breaker.tryAcquirePermission()) {
      throw new EngineException.HeldBack("the breaker is open: the engine failed too often");
    }
    long start = System.nanoTime();
    try {
      T value = exchange(attempt);
      succeeded(attempt.call(), start);
      return value;
    } catch (EngineException e) {
      failed(attempt.call(), e, start);
      throw e;
    }
  }

  private <T> T exchange(Attempt<T> attempt) {
    Watchdog.Guard guard = watchdog.guard(attempt.left());
    try (guard;
        Transport.Answer answer = transport.get(attempt.call().path())) {
      check(answer);
      return attempt.reader().read(answer.body());
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      String why = guard.hasBitten() ? "no answer within its deadline" : describe(e);
      throw new EngineException.Unreachable(attempt.call().kind() + ": " + why, e);
    }
  }

  @Override
  public EngineStream open(EngineCall call) {
    if (!streams.tryAcquire()) {
      meters.streamRefused(call.kind());
      throw new EngineException.HeldBack("as many streams as allowed are open already");
    }
    if (!breaker.tryAcquirePermission()) {
      streams.release();
      throw new EngineException.HeldBack("the breaker is open: the engine failed too often");
    }
    long start = System.nanoTime();
    Transport.Answer answer = null;
    Watchdog.Guard guard = watchdog.guard(call.deadline());
    try {
      answer = transport.get(call.path());
      check(answer);
      succeeded(call, start);
      return new CountedStream(answer, streams);
    } catch (RuntimeException e) {
      abandon(answer);
      EngineException failure =
          e instanceof EngineException known
              ? known
              : new EngineException.Unreachable(call.kind() + ": " + describe(e), e);
      failed(call, failure, start);
      throw failure;
    } finally {
      guard.close();
    }
  }

  private void abandon(Transport.@org.jspecify.annotations.Nullable Answer answer) {
    streams.release();
    if (answer != null) {
      answer.close();
    }
  }

  private void succeeded(EngineCall call, long startNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    if (call.isLong()) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    } else {
      breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
      pace.answered(took);
    }
    meters.call(call.kind(), "success", took);
  }

  private void failed(EngineCall call, EngineException e, long startNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    if (e.isEnginesTrouble() && !call.isLong()) {
      breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, e);
      pace.failed();
    } else if (call.isLong()) {
      breaker.releasePermission();
    } else {
      breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }
    meters.call(call.kind(), e.getClass().getSimpleName(), took);
  }

  @Override
  public void close() {
    callers.shutdownNow();
    timer.shutdownNow();
    transport.close();
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
      byte[] body = answer.body().readNBytes(2_048);
      String text = new String(body, StandardCharsets.UTF_8);
      return text.startsWith("{") ? json.readTree(text).path("message").asText(text) : text;
    } catch (IOException e) {
      return "without a readable message";
    }
  }

  private static <T> T await(CompletableFuture<T> answer, Duration deadline) {
    try {
      return answer.orTimeout(deadline.toMillis() + 1_000, TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof EngineException known
          ? known
          : new EngineException.Unreachable(describe(e), e);
    }
  }

  private static String describe(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /** Reads an answer's body. */
  private interface Reader<T> {
    T read(InputStream body) throws IOException;
  }

  private record Attempt<T>(EngineCall call, Reader<T> reader, long deadlineNanos) {
    Duration left() {
      return Duration.ofNanos(deadlineNanos - System.nanoTime());
    }
  }
}
