package io.tocsin.alerts.kafka;

import io.tocsin.alerts.delivery.Receipt;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition is settled. An offset can be committed only when every receiver is done
 * with every record before it; what lies behind is read again after a restart, and the ledger tells
 * what of it is done.
 */
public final class Progress {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();

  /** Notes a record that so many receivers have to settle. */
  public synchronized Receipt opened(ConsumerRecord<?, ?> source, int receivers) {
    TopicPartition where = new TopicPartition(source.topic(), source.partition());
    Partition partition = partitions.computeIfAbsent(where, w -> new Partition());
    Ticket ticket = new Ticket(partition, source.offset(), receivers);
    partition.next = source.offset() + 1;
    if (receivers > 0) {
      partition.unsettled.put(source.offset(), ticket);
    }
    return ticket;
  }

  /** What is settled, and has changed since it was asked last. */
  public synchronized Map<TopicPartition, OffsetAndMetadata> takeCommittable() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (where, partition) -> {
          long settled = partition.settled();
          if (settled != partition.taken) {
            partition.taken = settled;
            offsets.put(where, new OffsetAndMetadata(settled));
          }
        });
    return offsets;
  }

  /** What has been read of and not been given away. */
  public synchronized List<TopicPartition> partitions() {
    return List.copyOf(partitions.keySet());
  }

  /** Voids what was read of these partitions: it is somebody else's now. */
  public synchronized void revoke(Collection<TopicPartition> revoked) {
    for (TopicPartition where : revoked) {
      Partition partition = partitions.remove(where);
      if (partition != null) {
        partition.revoked = true;
      }
    }
  }

  private synchronized void settle(Ticket ticket) {
    ticket.receivers--;
    if (ticket.receivers == 0) {
      ticket.partition.unsettled.remove(ticket.offset, ticket);
    }
  }

  private static final class Partition {
    private final TreeMap<Long, Ticket> unsettled = new TreeMap<>();
    private long next;
    private long taken = -1;
    private volatile boolean revoked;

    long settled() {
      return unsettled.isEmpty() ? next : unsettled.firstKey();
    }
  }

  private final class Ticket implements Receipt {
    private final Partition partition;
    private final long offset;
    private int receivers;

    Ticket(Partition partition, long offset, int receivers) {
      this.partition = partition;
      this.offset = offset;
      this.receivers = receivers;
    }

    @Override
    public void settled() {
      settle(this);
    }

    @Override
    public boolean isVoid() {
      return partition.revoked;
    }
  }
}
