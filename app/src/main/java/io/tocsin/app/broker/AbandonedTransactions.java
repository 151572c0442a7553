package io.tocsin.app.broker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.internals.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a killed process had begun. After kill -9 a transaction can be open in a partition
 * while its coordinator holds it for ended, and then nobody who reads committed records ever gets
 * past it. In an embedded broker that has just started no transaction can be anybody's but the dead
 * process's.
 */
public final class AbandonedTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactions.class);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int TRIES = 60;

  private final Admin admin;

  public AbandonedTransactions(Admin admin) {
    this.admin = admin;
  }

  /** Aborts them; to be called before any part starts. What resists is left, and logged. */
  public void abort() {
    try {
      Set<TopicPartition> partitions = partitions();
      for (int i = 0; i < TRIES; i++) {
        List<AbortTransactionSpec> open = open(partitions);
        if (open.isEmpty()) {
          return;
        }
        end(open);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      LOG.warn("Transactions of a killed process are still open: {}", open(partitions));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("Transactions of a killed process could not be ended", e.getCause());
    }
  }

  private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Set<TopicPartition> partitions = new HashSet<>();
    // Offsets are committed in transactions, too.
    Set<String> names =
        new HashSet<>(admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get());
    names.remove(Topic.TRANSACTION_STATE_TOPIC_NAME);
    for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
    }
    return partitions;
  }

  private List<AbortTransactionSpec> open(Set<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    List<AbortTransactionSpec> open = new ArrayList<>();
    if (partitions.isEmpty()) {
      return open;
    }
    Map<TopicPartition, PartitionProducerState> producers =
        admin.describeProducers(partitions).all().get();
    producers.forEach(
        (partition, state) ->
            state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .forEach(producer -> open.add(spec(partition, producer))));
    return open;
  }

  private static AbortTransactionSpec spec(TopicPartition partition, ProducerState producer) {
    return new AbortTransactionSpec(
        partition,
        producer.producerId(),
        (short) producer.producerEpoch(),
        producer.coordinatorEpoch().orElse(0));
  }

  /** Through the coordinator where it knows of them; else in the partition itself. */
  private void end(List<AbortTransactionSpec> open)
      throws ExecutionException, InterruptedException {
    Map<Long, TransactionListing> known =
        admin.listTransactions().all().get().stream()
            .collect(Collectors.toMap(TransactionListing::producerId, listing -> listing));
    Set<String> ongoing = new HashSet<>();
    for (AbortTransactionSpec spec : open) {
      TransactionListing listing = known.get(spec.producerId());
      if (listing == null || isOver(listing.state())) {
        LOG.debug("ends an abandoned transaction: {}", spec);
        abort(spec);
      } else if (listing.state() == TransactionState.ONGOING) {
        ongoing.add(listing.transactionalId());
      }
    }
    if (!ongoing.isEmpty()) {
      admin.fenceProducers(ongoing).all().get();
    }
  }

  private void abort(AbortTransactionSpec spec) throws ExecutionException, InterruptedException {
    try {
      admin.abortTransaction(spec).all().get();
    } catch (ExecutionException e) {
      // Its coordinator has ended it meanwhile; the next look tells.
      if (!(e.getCause() instanceof InvalidProducerEpochException)) {
        throw e;
      }
    }
  }

  private static boolean isOver(TransactionState state) {
    return state == TransactionState.COMPLETE_ABORT
        || state == TransactionState.COMPLETE_COMMIT
        || state == TransactionState.EMPTY;
  }
}
