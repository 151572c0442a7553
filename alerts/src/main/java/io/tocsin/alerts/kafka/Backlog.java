package io.tocsin.alerts.kafka;

import io.tocsin.alerts.delivery.Courier;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What was written before this process took a partition over. Nothing is delivered until it is
 * read: a predecessor may have told a later revision than the first that is read again, without
 * having come to write that down, and a receiver must not hear the earlier one after it.
 */
final class Backlog {
  private final List<Courier> couriers;
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  Backlog(List<Courier> couriers) {
    this.couriers = List.copyOf(couriers);
  }

  /** Halts the couriers if there is something to read first. */
  void begin(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    ends.putAll(consumer.endOffsets(partitions));
    if (!isRead(consumer)) {
      couriers.forEach(Courier::halt);
    }
  }

  /** Lets the couriers proceed if all is read. */
  void look(Consumer<?, ?> consumer) {
    if (!ends.isEmpty() && isRead(consumer)) {
      couriers.forEach(Courier::proceed);
    }
  }

  /** Waits no more for what is somebody else's now. */
  void forget(Collection<TopicPartition> partitions) {
    ends.keySet().removeAll(partitions);
    if (ends.isEmpty()) {
      couriers.forEach(Courier::proceed);
    }
  }

  void forgetAll() {
    forget(List.copyOf(ends.keySet()));
  }

  private boolean isRead(Consumer<?, ?> consumer) {
    ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return ends.isEmpty();
  }
}
