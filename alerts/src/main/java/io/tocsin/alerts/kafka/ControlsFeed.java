package io.tocsin.alerts.kafka;

import io.tocsin.alerts.policy.Controls;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Silence;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what people say about incidents, from the beginning of its topic on. */
public final class ControlsFeed implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlsFeed.class);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final TopicPartition partition;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Runnable onChange;
  private final CountDownLatch read = new CountDownLatch(1);
  private volatile Controls controls = Controls.NONE;
  private volatile boolean stopping;
  private volatile @Nullable Consumer<byte[], byte[]> current;

  /**
   * Reads nothing yet.
   *
   * @param onChange called whenever something else holds, from this feed's thread
   */
  public ControlsFeed(
      String topic, Supplier<Consumer<byte[], byte[]>> consumers, Runnable onChange) {
    this.partition = new TopicPartition(topic, 0);
    this.consumers = consumers;
    this.onChange = onChange;
  }

  /** What holds now, as far as it has been read. */
  public Controls controls() {
    return controls;
  }

  /** Waits until all that was there has been read; false if that takes longer. */
  public boolean awaitRead(Duration longest) throws InterruptedException {
    return read.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks for the end. */
  public void stop() {
    stopping = true;
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        followUntilTrouble();
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("the feed of controls was stopped");
    }
  }

  private void followUntilTrouble() throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      current = consumer;
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (!stopping) {
        if (consumer.position(partition) >= (end == null ? 0 : end)) {
          read.countDown();
        }
        take(consumer);
      }
    } catch (WakeupException e) {
      LOG.debug("woken up to stop");
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("silences cannot be read now, trying again: {}", e.toString());
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private void take(Consumer<byte[], byte[]> consumer) {
    Controls before = controls;
    Controls now = before;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      now = after(now, record);
    }
    controls = now;
    if (!now.equals(before)) {
      onChange.run();
    }
  }

  private static Controls after(Controls before, ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    try {
      return after(before, key, record.value());
    } catch (TelemetryFormatException e) {
      LOG.warn("unreadable: {} at offset {}: {}", key, record.offset(), e.getMessage());
      return before;
    }
  }

  private static Controls after(Controls before, String key, byte @Nullable [] value) {
    if (value == null) {
      return before.without(key);
    }
    Object schema = Wire.read(value, Map.class).get("schema");
    if (Silence.SCHEMA.equals(schema)) {
      return before.with(Wire.read(value, Silence.class));
    }
    return Acknowledgement.SCHEMA.equals(schema)
        ? before.with(Wire.read(value, Acknowledgement.class))
        : before;
  }
}
