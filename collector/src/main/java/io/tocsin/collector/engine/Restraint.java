package io.tocsin.collector.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The bounds within which the engine is called, as executors and a breaker. */
final class Restraint {
  private static final long STACK_BYTES = 256 * 1024L;

  private Restraint() {}

  static ExecutorService callers(int atOnce, int inLine) {
    return new ThreadPoolExecutor(
        atOnce,
        atOnce,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(inLine),
        daemons("engine-call"));
  }

  static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, daemons("engine-watchdog"));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  static CircuitBreaker breaker(Tempo tempo) {
    return CircuitBreaker.of(
        "engine",
        CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(6)
            .failureRateThreshold(50)
            .slowCallDurationThreshold(Duration.ofSeconds(5))
            .slowCallRateThreshold(80)
            .waitDurationInOpenState(Duration.ofSeconds(3))
            .permittedNumberOfCallsInHalfOpenState(2)
            .clock(tempo.clock())
            .build());
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(null, task, name, STACK_BYTES);
      thread.setDaemon(true);
      return thread;
    };
  }
}
