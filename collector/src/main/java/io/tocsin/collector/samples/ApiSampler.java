package io.tocsin.collector.samples;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.EngineException;
import io.tocsin.collector.inventory.Known;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the engine for samples of the containers whose files cannot be read here: one at a time, and
 * never more than the engine bears. It rests after each answer for as long as the answer took, so
 * with many containers, or a slow engine, samples come more seldom.
 */
public final class ApiSampler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiSampler.class);
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final Duration LEAST_REST = Duration.ofMillis(30);

  private final Sampler sampler;
  private final EngineClient client;
  private final InstantSource clock;
  private final Thread thread;

  public ApiSampler(Sampler sampler, EngineClient client, InstantSource clock) {
    this.sampler = sampler;
    this.client = client;
    this.clock = clock;
    this.thread = new Thread(null, this::run, "api-samples", 192 * 1024L);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long start = System.nanoTime();
        turn(sampler.unreadable());
        long left = TURN.toNanos() - (System.nanoTime() - start);
        TimeUnit.NANOSECONDS.sleep(Math.max(LEAST_REST.toNanos(), left));
      }
    } catch (InterruptedException e) {
      LOG.debug("no more samples from the engine");
    }
  }

  private void turn(Set<String> ids) throws InterruptedException {
    for (String id : ids) {
      Known known = sampler.running(id);
      if (known == null) {
        continue;
      }
      long start = System.nanoTime();
      sample(known);
      long took = System.nanoTime() - start;
      TimeUnit.NANOSECONDS.sleep(Math.max(LEAST_REST.toNanos(), took));
    }
  }

  private void sample(Known known) {
    try {
      JsonNode json = client.get(EngineCall.sample(known.id()));
      Instant at = clock.instant();
      ApiUsage.read(json).ifPresent(usage -> sampler.publish(known, "api", at, usage));
    } catch (EngineException e) {
      LOG.debug("{}: no sample: {}", known.container().name(), e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
