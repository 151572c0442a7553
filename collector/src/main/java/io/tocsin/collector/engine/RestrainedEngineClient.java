package io.tocsin.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
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
 * Calls the engine with restraint: at most {@link Gate#PLACES} calls at once, apart while it is
 * slow or failing, retried with jitter, not at all while the breaker is open, and no longer than
 * their deadline.
 */
public final class RestrainedEngineClient implements EngineClient {
  private static final int CALLS_IN_LINE = 2_000;
  private static final int URGENT_CALLS_IN_LINE = 50;
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final ObjectMapper json = new ObjectMapper();
  private final Transport transport;
  private final Tempo tempo;
  private final ScheduledExecutorService timer;
  private final Exchange exchange;
  private final Gate gate;
  private final Semaphore streams;
  private final ExecutorService callers = Restraint.callers(Gate.PLACES - 1, CALLS_IN_LINE);
  private final ExecutorService urgentCallers = Restraint.callers(1, URGENT_CALLS_IN_LINE);

  RestrainedEngineClient(
      Transport transport, Means means, int mostStreams, MeterRegistry registry) {
    this.transport = transport;
    this.tempo = means.tempo;
    this.timer = means.timer;
    this.exchange = new Exchange(transport, new Watchdog(timer));
    this.streams = new Semaphore(mostStreams);
    this.gate = new Gate(tempo, registry, streams);
  }

  /** Time, and who is woken by it. */
  record Means(Tempo tempo, ScheduledExecutorService timer) {
    static Means real() {
      return new Means(Tempo.REAL, Restraint.timer());
    }
  }

  /** A client of the engine at this address; nothing is connected before the first call. */
  public static EngineClient connect(
      EngineAddress address, int maximumStreams, MeterRegistry registry) {
    Transport transport = new NegotiatingTransport(new DockerJavaTransport(address));
    return new RestrainedEngineClient(transport, Means.real(), maximumStreams, registry);
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

  private <T> CompletableFuture<T> submit(EngineCall call, Exchange.Reader<T> reader) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Attempt<T> attempt = new Attempt<>(call, reader, tempo.nanos() + call.deadline().toNanos());
    try {
      (call.isUrgent() ? urgentCallers : callers).execute(() -> complete(answer, attempt));
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
      answer.completeExceptionally(new EngineException.Unreachable(Exchange.describe(e), e));
    } catch (InterruptedException e) {
      answer.completeExceptionally(new EngineException.Unreachable("interrupted", e));
    }
  }

  private <T> T retry(Attempt<T> attempt) throws InterruptedException {
    Backoff backoff =
        new Backoff(FIRST_WAIT, LONGEST_WAIT, bound -> ThreadLocalRandom.current().nextLong(bound));
    while (true) {
      try {
        return gate.pass(
            attempt.call,
            attempt.deadlineNanos,
            () -> exchange.read(attempt.call, left(attempt.deadlineNanos), attempt.reader));
      } catch (EngineException e) {
        Duration wait = backoff.next();
        boolean late = left(attempt.deadlineNanos).compareTo(wait) <= 0;
        if (!e.isEnginesTrouble() || backoff.failures() >= ATTEMPTS || late) {
          throw e;
        }
        tempo.pause(wait);
      }
    }
  }

  private Duration left(long deadlineNanos) {
    return Duration.ofNanos(deadlineNanos - tempo.nanos());
  }

  @Override
  public EngineStream open(EngineCall call) {
    if (!streams.tryAcquire()) {
      gate.meters().streamRefused(call.kind());
      throw new EngineException.HeldBack("as many streams as allowed are open already");
    }
    long deadlineNanos = tempo.nanos() + call.deadline().toNanos();
    boolean isOpen = false;
    try {
      Transport.Answer answer =
          gate.pass(call, deadlineNanos, () -> exchange.open(call, left(deadlineNanos)));
      isOpen = true;
      return new CountedStream(answer, streams);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException.Unreachable("interrupted", e);
    } finally {
      if (!isOpen) {
        streams.release();
      }
    }
  }

  @Override
  public void close() {
    callers.shutdownNow();
    urgentCallers.shutdownNow();
    timer.shutdownNow();
    transport.close();
  }

  private static <T> T await(CompletableFuture<T> answer, Duration deadline) {
    try {
      return answer.orTimeout(deadline.toMillis() + 1_000, TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof EngineException known
          ? known
          : new EngineException.Unreachable(Exchange.describe(e), e);
    }
  }

  private record Attempt<T>(EngineCall call, Exchange.Reader<T> reader, long deadlineNanos) {}
}
