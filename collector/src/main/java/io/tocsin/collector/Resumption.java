package io.tocsin.collector;

import io.tocsin.collector.events.PublishedEvents;
import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.collector.logs.LogHub;
import io.tocsin.collector.publish.KafkaSink;
import io.tocsin.collector.resume.Checkpoint;
import io.tocsin.collector.resume.TopicTails;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where an earlier process ended, and teaches the parts what it published after that, so
 * that nothing is left out and nothing comes twice.
 */
final class Resumption {
  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 3;

  private final CollectorConfig config;
  private final String host;
  private final Checkpoint checkpoint;

  Resumption(CollectorConfig config, String host, Checkpoint checkpoint) {
    this.config = config;
    this.host = host;
    this.checkpoint = checkpoint;
  }

  /** What was published before, and by whom it is to be remembered. */
  record Pupils(KafkaSink sink, PublishedEvents events, ContainerBook book, LogHub logs) {}

  /** From when to go on; empty at the very first start. */
  Optional<Instant> teach(Pupils pupils) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return fromTopics(pupils);
      } catch (KafkaException e) {
        LOG.info("the broker does not tell yet where to go on: {}", e.getMessage());
      }
    }
    Optional<Instant> kept = checkpoint.read();
    kept.ifPresent(upTo -> fromSpool(pupils, upTo));
    return kept;
  }

  private Optional<Instant> fromTopics(Pupils pupils) {
    try (TopicTails tails = TopicTails.open(config.kafka(), config.topics(), host, PATIENCE)) {
      Optional<Instant> upTo = tails.publishedUpTo();
      upTo.ifPresent(
          at -> {
            tails.readSince(at, record -> teach(pupils, record, at));
            tails.readContainers(facts -> teach(pupils, facts, at));
            fromSpool(pupils, at);
          });
      return upTo;
    }
  }

  private static void fromSpool(Pupils pupils, Instant upTo) {
    pupils.sink.showSpooled(record -> teach(pupils, record, upTo));
  }

  private static void teach(Pupils pupils, Telemetry record, Instant upTo) {
    if (record instanceof EngineEvent event) {
      pupils.events.remember(event);
    } else if (record instanceof ContainerFacts facts) {
      pupils.book.remember(facts);
      pupils.events.remember(facts);
    } else if (record instanceof LogLine line) {
      pupils.logs.remember(line, upTo.minus(Duration.ofSeconds(2)));
    }
  }
}
