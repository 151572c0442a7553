package io.tocsin.collector.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What every question to the engine passes: a place among the few that may be asked at once, the
 * pace while the engine is slow or failing, and the breaker.
 */
final class Gate {
  /** How many questions are asked at once. */
  static final int PLACES = 3;

  private static final int URGENT_PLACES = 1;
  private static final String OPEN =
      "held back: the engine failed too often, so it is left alone for a few seconds and then"
          + " tried again; if that goes on, see whether `docker ps` answers";

  /** Inspections that hang must not keep the question from being asked whether it is well. */
  private final Semaphore usual = new Semaphore(PLACES - URGENT_PLACES, true);

  private final Semaphore urgent = new Semaphore(URGENT_PLACES, true);
  private final Tempo tempo;
  private final Pace pace;
  private final CircuitBreaker breaker;
  private final ClientMeters meters;

  Gate(Tempo tempo, MeterRegistry registry, Semaphore streams) {
    this.tempo = tempo;
    this.pace = new Pace(tempo.clock());
    this.breaker = Restraint.breaker(tempo);
    this.meters = new ClientMeters(registry, breaker, streams);
  }

  ClientMeters meters() {
    return meters;
  }

  /**
   * Asks when it may be asked.
   *
   * @throws EngineException of the question, or if it may not be asked before its deadline
   */
  <T> T pass(EngineCall call, long deadlineNanos, Supplier<T> question)
      throws InterruptedException {
    Semaphore places = call.isUrgent() ? urgent : usual;
    if (!places.tryAcquire(Math.max(1, deadlineNanos - tempo.nanos()), TimeUnit.NANOSECONDS)) {
      throw new EngineException.HeldBack("waited in line beyond its deadline");
    }
    try {
      Duration wait = pace.book();
      if (!wait.isZero()) {
        tempo.pause(wait);
      }
      return ask(call, deadlineNanos, question);
    } finally {
      places.release();
    }
  }

  private <T> T ask(EngineCall call, long deadlineNanos, Supplier<T> question) {
    long start = tempo.nanos();
    if (start > deadlineNanos) {
      throw new EngineException.HeldBack("waited in line beyond its deadline");
    }
    if (!breaker.tryAcquirePermission()) {
      throw new EngineException.HeldBack(OPEN);
    }
    try {
      T answer = question.get();
      succeeded(call, Duration.ofNanos(tempo.nanos() - start));
      return answer;
    } catch (EngineException e) {
      failed(call, e, Duration.ofNanos(tempo.nanos() - start));
      throw e;
    }
  }

  private void succeeded(EngineCall call, Duration took) {
    breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    pace.answered(took);
    meters.call(call.kind(), "success", took);
  }

  private void failed(EngineCall call, EngineException e, Duration took) {
    if (e.isEnginesTrouble()) {
      breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, e);
      pace.failed();
    } else {
      breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }
    meters.call(call.kind(), e.getClass().getSimpleName(), took);
  }
}
