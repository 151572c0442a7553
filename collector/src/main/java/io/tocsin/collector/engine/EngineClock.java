package io.tocsin.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's time. It stamps what happens, and its host can be another with another clock: what
 * is said of a moment ("all up to here is published") must be said in its time.
 */
public final class EngineClock implements InstantSource {
  /** More than this is worth a person's attention. */
  public static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(EngineClock.class);

  /** Less is not told apart from the way that question and answer take. */
  private static final Duration SAME = Duration.ofMillis(100);

  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(2);

  private final InstantSource own;
  private volatile Duration ahead = Duration.ZERO;

  public EngineClock(InstantSource own) {
    this.own = own;
  }

  @Override
  public Instant instant() {
    return own.instant().plus(ahead);
  }

  /** By how much the engine's clock runs ahead of this one; less than zero if it is behind. */
  public Duration ahead() {
    return ahead;
  }

  /** Asks the engine for its time, and goes by it from the answer on. */
  public void adjust(EngineClient client) {
    Instant asked = own.instant();
    var unused = client.ask(EngineCall.info()).thenAccept(info -> note(asked, info));
  }

  /** As {@link #adjust}, and waits for the answer; without one the clock stays as it is. */
  public void adjustNow(EngineClient client) {
    Instant asked = own.instant();
    try {
      note(asked, client.get(EngineCall.info()));
    } catch (EngineException e) {
      LOG.debug("the engine does not tell its time: {}", e.getMessage());
    }
  }

  void note(Instant asked, JsonNode info) {
    Instant answered = own.instant();
    Duration took = Duration.between(asked, answered);
    Optional<Instant> engines = time(info.path("SystemTime").asText(""));
    if (engines.isEmpty() || took.compareTo(LONGEST_QUESTION) > 0) {
      return;
    }
    Duration measured = Duration.between(asked.plus(took.dividedBy(2)), engines.get());
    Duration least = took.compareTo(SAME) > 0 ? took : SAME;
    Duration now = measured.abs().compareTo(least) > 0 ? measured : Duration.ZERO;
    if (isNews(now)) {
      LOG.warn("the engine's clock is {} ms ahead of this one's", now.toMillis());
    }
    ahead = now;
  }

  private boolean isNews(Duration now) {
    return now.abs().compareTo(WORTH_TELLING) > 0
        && now.minus(ahead).abs().compareTo(WORTH_TELLING) > 0;
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** By how much an engine's clock runs ahead; empty if it does not tell. */
  public static Optional<Duration> ahead(EngineAddress address) {
    EngineClock clock = new EngineClock(InstantSource.system());
    try (EngineClient client =
        RestrainedEngineClient.connect(address, 1, new SimpleMeterRegistry())) {
      Instant asked = clock.own.instant();
      clock.note(asked, client.get(EngineCall.info()));
      return Optional.of(clock.ahead);
    } catch (EngineException e) {
      return Optional.empty();
    }
  }
}
