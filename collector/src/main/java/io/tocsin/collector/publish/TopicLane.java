package io.tocsin.collector.publish;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one topic's records. They go straight to the broker; once it has acknowledged nothing
 * for {@link #PATIENCE} they go to the spool instead, and straight again when the spool is drained.
 * So their order is always kept. A broker that is slow but goes on is not away: callers wait for
 * it, and what they read from waits for them.
 */
final class TopicLane {
  /** Silence of the broker after which it counts as away. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(TopicLane.class);

  private final Lane lane;
  private final String topic;
  private final Wiring wiring;
  private final Deque<Flight> inFlight = new ArrayDeque<>();
  private long inFlightBytes;
  private long landedNanos = System.nanoTime();
  private volatile int partitions;
  private boolean spooling = true; // until the broker has told the topic's partitions
  private final SpoolDrain drain;
  private boolean closed;

  /** What the lanes share. */
  record Wiring(Producer<byte[], byte[]> producer, Spool spool, SinkMeters meters) {}

  TopicLane(Lane lane, String topic, Wiring wiring) {
    this.lane = lane;
    this.topic = topic;
    this.wiring = wiring;
    this.drain = new SpoolDrain(this, wiring);
  }

  synchronized void accept(Outgoing record) {
    if (!spooling && !hasRoom()) {
      spooling = true;
      LOG.warn("{}: the broker does not acknowledge; spooling to disk", topic);
    }
    if (spooling) {
      wiring.spool.append(lane, record);
      wiring.meters.spooled(lane);
    } else {
      transmit(record);
    }
  }

  /** Waits while too much is on its way; false once the broker has been silent for too long. */
  private boolean hasRoom() {
    while (!isBrokerAway()) {
      if (inFlightBytes < lane.inFlightBytes()) {
        return true;
      }
      try {
        wait(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private boolean isBrokerAway() {
    Flight oldest = inFlight.peekFirst();
    if (closed || oldest == null) {
      return closed;
    }
    long now = System.nanoTime();
    return Math.min(now - oldest.sentNanos, now - landedNanos) > PATIENCE.toNanos();
  }

  private void transmit(Outgoing record) {
    if (record.broadcast()) {
      for (int partition = 0; partition < partitions; partition++) {
        transmit(record, partition);
      }
    } else {
      transmit(record, null);
    }
  }

  private void transmit(Outgoing record, @Nullable Integer partition) {
    Flight flight = new Flight(record, System.nanoTime());
    inFlight.add(flight);
    inFlightBytes += record.size();
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(
            topic, partition, record.timestampMillis(), record.key(), record.value());
    try {
      var unused = wiring.producer.send(sent, (metadata, failure) -> landed(flight, failure));
    } catch (KafkaException | IllegalStateException e) {
      landed(flight, e);
    }
  }

  private synchronized void landed(Flight flight, @Nullable Exception failure) {
    if (flight.landed) {
      return;
    }
    flight.landed = true;
    inFlightBytes -= flight.record.size();
    while (!inFlight.isEmpty() && inFlight.peekFirst().landed) {
      inFlight.removeFirst();
    }
    if (failure == null) {
      landedNanos = System.nanoTime();
      wiring.meters.published(lane);
    } else {
      failed(flight.record, failure);
    }
    notifyAll();
  }

  private void failed(Outgoing record, Exception failure) {
    if (failure instanceof RecordTooLargeException
        || failure instanceof InvalidTimestampException) {
      wiring.meters.lost(lane, failure.getClass().getSimpleName(), 1);
      LOG.warn("{}: a record was refused and is lost: {}", topic, failure.getMessage());
      return;
    }
    LOG.debug("{}: not taken by the broker, spooled", topic, failure);
    spooling = true;
    if (!record.broadcast()) {
      wiring.spool.append(lane, record);
      wiring.meters.spooled(lane);
    }
  }

  /** Sends some of what is spooled, as far as the broker takes it; true when none is left. */
  boolean drain() {
    if (!mayDrain()) {
      return isStraight();
    }
    return drain.run() && goStraight();
  }

  private boolean mayDrain() {
    synchronized (this) {
      if (!spooling || !inFlight.isEmpty()) {
        return false;
      }
    }
    return knowsPartitions();
  }

  /** Sends a record from the spool; false, and not sent, if the broker is away again. */
  synchronized boolean sendSpooled(Outgoing record) {
    if (!hasRoom()) {
      return false;
    }
    transmit(record);
    return true;
  }

  private synchronized boolean goStraight() {
    if (wiring.spool.removeEmptyTail(lane)) {
      spooling = false;
    }
    return !spooling;
  }

  /** Waits for all that was sent; false if the broker has fallen silent before. */
  synchronized boolean awaitLanding() {
    while (!inFlight.isEmpty()) {
      if (isBrokerAway()) {
        return false;
      }
      try {
        wait(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private boolean knowsPartitions() {
    if (partitions == 0) {
      try {
        partitions = wiring.producer.partitionsFor(topic).size();
      } catch (KafkaException e) {
        LOG.debug("{}: the broker does not tell its partitions yet", topic, e);
      }
    }
    return partitions > 0;
  }

  synchronized long bytesInFlight() {
    return inFlightBytes;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isStraight() {
    return !spooling;
  }

  String topic() {
    return topic;
  }

  Lane lane() {
    return lane;
  }

  private static final class Flight {
    private final Outgoing record;
    private final long sentNanos;
    private boolean landed;

    private Flight(Outgoing record, long sentNanos) {
      this.record = record;
      this.sentNanos = sentNanos;
    }
  }
}
