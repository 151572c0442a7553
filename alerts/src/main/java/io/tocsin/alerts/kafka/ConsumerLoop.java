package io.tocsin.alerts.kafka;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a consumer at work, and opens another when one fails, until it is stopped. */
final class ConsumerLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String what;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Work work;
  private volatile boolean stopping;
  private volatile @Nullable Consumer<byte[], byte[]> current;

  /** What is done with a consumer. */
  interface Work {
    /** Until it fails, or until it is to stop. */
    void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException;

    /** Whatever became of it, it is closed. */
    default void ended() {}
  }

  /**
   * @param what is read, for people
   */
  ConsumerLoop(String what, Supplier<Consumer<byte[], byte[]>> consumers, Work work) {
    this.what = what;
    this.consumers = consumers;
    this.work = work;
  }

  boolean isStopping() {
    return stopping;
  }

  /** Asks for the end. */
  void stop() {
    stopping = true;
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  void run() {
    try {
      while (!stopping) {
        followUntilTrouble();
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("{} are not read any more", what);
    }
  }

  private void followUntilTrouble() throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      current = consumer;
      work.follow(consumer);
    } catch (WakeupException e) {
      LOG.debug("woken up to stop");
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("{} cannot be read now, trying again: {}", what, e.toString());
      Thread.sleep(PAUSE.toMillis());
    } finally {
      work.ended();
    }
  }
}
