package io.tocsin.app.rules;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.app.config.ConfigurationErrors;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.rules.RuleTopic.Entry;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rules in force up to date: publishes what has changed in the files, and reads what was
 * published, by whichever process.
 */
public final class RuleFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleFeed.class);

  /** So long every reader is given to have read a change before it is in force. */
  private static final Duration AHEAD = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofSeconds(2);

  private final RuleSource source;
  private final RuleTopic topic;
  private final FileState files;
  private final RuleHistory history;
  private final MeterRegistry registry;
  private final AtomicInteger refused;
  private final Thread thread;
  private @Nullable Entry unpublished;
  private boolean isPending;
  private volatile boolean isClosed;

  private RuleFeed(
      RuleSource source, RuleTopic topic, RuleHistory history, MeterRegistry registry) {
    this.source = source;
    this.topic = topic;
    this.history = history;
    this.registry = registry;
    files = new FileState(source.files());
    refused = new AtomicInteger();
    registry.gauge("tocsin.rules.refused", refused);
    thread = new Thread(this::run, "rules");
    thread.setDaemon(true);
  }

  /**
   * Reads what was in force before, and publishes the files' rules if they are others.
   *
   * @param rules those of the files
   * @throws Unreachable if the broker does not answer
   */
  public static RuleFeed start(
      Map<String, Object> kafka, Topics topics, Given rules, MeterRegistry registry) {
    RuleTopic topic = null;
    try {
      topic = new RuleTopic(kafka, topics);
      List<Entry> before = topic.readAll();
      // As every other reader will have them.
      RuleBook now = RuleBook.ofTree(rules.now().tree()).book();
      Optional<Entry> fresh = fresh(before, now);
      RuleHistory history = history(before, fresh);
      RuleFeed feed = new RuleFeed(rules.source(), topic, history, registry);
      feed.unpublished = fresh.orElse(null);
      feed.thread.start();
      return feed;
    } catch (KafkaException e) {
      if (topic != null) {
        topic.close();
      }
      throw new Unreachable(
          "The rules cannot be read from Kafka: " + e.getMessage(),
          "Is the broker up, and may this user read and write the topic " + topics.rules() + "?",
          e);
    }
  }

  /** The rules as they are in the files now, and where they come from. */
  public record Given(RuleBook now, RuleSource source) {}

  /** The rules in force, now and before. */
  public RuleHistory history() {
    return history;
  }

  /** What the topic does not say yet. */
  private static Optional<Entry> fresh(List<Entry> before, RuleBook now) {
    if (before.isEmpty()) {
      return Optional.of(new Entry(moment(Duration.ZERO), now));
    }
    boolean isKnown = history(before, Optional.empty()).latest().rules().tree().equals(now.tree());
    return isKnown ? Optional.empty() : Optional.of(new Entry(moment(AHEAD), now));
  }

  private static RuleHistory history(List<Entry> before, Optional<Entry> fresh) {
    List<Entry> all = Stream.concat(before.stream(), fresh.stream()).toList();
    RuleHistory history = RuleHistory.from(all.get(0).from(), all.get(0).rules());
    all.forEach(entry -> history.add(entry.from(), entry.rules()));
    return history;
  }

  private static Instant moment(Duration ahead) {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
  }

  private void run() {
    while (!isClosed) {
      try {
        publishFresh();
        topic.poll(LOOK).forEach(entry -> history.add(entry.from(), entry.rules()));
        isPending |= files.hasChanged();
        if (isPending) {
          reload();
          isPending = false;
        }
      } catch (WakeupException | InterruptException e) {
        // asked to stop; the loop looks
      } catch (RuntimeException e) {
        LOG.warn("Rules cannot be kept up to date at present: {}", e.toString());
        rest();
      }
    }
    topic.close();
  }

  /** Nobody in this process waits for it: it holds here already. */
  private void publishFresh() {
    Entry fresh = unpublished;
    if (fresh != null) {
      topic.publish(fresh);
      unpublished = null;
    }
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reload() {
    RuleBook now;
    try {
      // As every other reader will have them.
      now = RuleBook.ofTree(source.read().get().tree()).book();
    } catch (ConfigurationErrors e) {
      refuse(e);
      return;
    }
    boolean wasRefused = refused.getAndSet(0) > 0;
    List<String> changes = history.latest().rules().changesTo(now);
    if (!changes.isEmpty()) {
      apply(now, changes);
    } else if (wasRefused) {
      source.changed().accept("the file is right again, and says what is in force");
    }
  }

  private void apply(RuleBook now, List<String> changes) {
    Entry change = new Entry(moment(AHEAD), now);
    topic.publish(change);
    history.add(change.from(), now);
    count("applied");
    source
        .changed()
        .accept("in force from %s on: %s".formatted(change.from(), String.join("; ", changes)));
  }

  /** A broken file changes nothing. */
  private void refuse(ConfigurationErrors errors) {
    count("refused");
    refused.set(1);
    source
        .refused()
        .accept("the rules stay as they were, for the file is wrong:\n" + errors.getMessage());
  }

  private void count(String result) {
    registry.counter("tocsin.rules.reloads", "result", result).increment();
  }

  @Override
  public void close() {
    isClosed = true;
    topic.wakeUp();
    try {
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
