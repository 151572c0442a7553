package io.tocsin.collector.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event that has come in, and the inspection that was asked for with it.
 *
 * @param inspection null for an event after which nobody looks
 * @param nanos when it came
 */
record Arrival(RawEvent raw, @Nullable CompletableFuture<JsonNode> inspection, long nanos) {
  private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);

  /**
   * The inspection, if it is there in time.
   *
   * @param patience counted from the arrival on, not from now
   * @param late is given it when it comes after all
   */
  Optional<JsonNode> await(Duration patience, Consumer<JsonNode> late) throws InterruptedException {
    if (inspection == null) {
      return Optional.empty();
    }
    long left = nanos + patience.toNanos() - System.nanoTime();
    try {
      return Optional.of(inspection.get(Math.max(1, left), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      var unused = inspection.thenAccept(late);
    } catch (ExecutionException e) {
      LOG.debug("no inspection for {}: {}", raw, e.getMessage());
    }
    return Optional.empty();
  }
}
