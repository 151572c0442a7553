package io.tocsin.alerts.kafka;

import io.tocsin.alerts.policy.Controls;
import io.tocsin.alerts.policy.Labels;
import io.tocsin.telemetry.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows what people say about incidents, and the labels of containers, from the beginning of
 * their topics on.
 */
public final class ControlsFeed implements Runnable {
  private static final Duration POLL = Duration.ofSeconds(5);

  private final Topics topics;
  private final ConsumerLoop loop;
  private final Runnable onChange;
  private final ControlsReader reader = new ControlsReader();
  private final CountDownLatch read = new CountDownLatch(1);

  /**
   * Reads nothing yet.
   *
   * @param onChange called whenever something else holds, from this feed's thread
   */
  public ControlsFeed(
      Topics topics, Supplier<Consumer<byte[], byte[]>> consumers, Runnable onChange) {
    this.topics = topics;
    this.loop = new ConsumerLoop("silences", consumers, this::follow);
    this.onChange = onChange;
  }

  /** What holds now, as far as it has been read. */
  public Controls controls() {
    return reader.controls();
  }

  /** The labels of all containers, as far as they have been read. */
  public Labels labels() {
    return reader.labels();
  }

  /** Waits until all that was there has been read; false if that takes longer. */
  public boolean awaitRead(Duration longest) throws InterruptedException {
    return read.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks for the end. */
  public void stop() {
    loop.stop();
  }

  @Override
  public void run() {
    loop.run();
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(topics.controls(), topics.containers())) {
      consumer
          .partitionsFor(topic)
          .forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
    }
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + topics.controls());
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!loop.isStopping()) {
      if (partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L))) {
        read.countDown();
      }
      take(consumer);
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private void take(Consumer<byte[], byte[]> consumer) {
    boolean isNews = false;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      isNews |=
          record.topic().equals(topics.controls())
              ? reader.takeControl(key(record), record.value())
              : reader.takeFacts(key(record), record.value());
    }
    if (isNews) {
      onChange.run();
    }
  }
}
