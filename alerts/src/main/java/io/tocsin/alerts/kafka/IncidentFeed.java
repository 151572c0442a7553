package io.tocsin.alerts.kafka;

import io.micrometer.core.instrument.Counter;
import io.tocsin.alerts.delivery.Board;
import io.tocsin.alerts.delivery.Courier;
import io.tocsin.alerts.delivery.Receipt;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each incident to every courier and commits what all of them have settled. The ledger is
 * read to its end whenever partitions come in, before the first of their incidents is looked at.
 */
public final class IncidentFeed implements Runnable {
  /**
   * Header of an incident that is written once more because a person wants it told to one receiver
   * although it was given up; its value is the receiver's name.
   */
  public static final String RESEND = "tocsin.resend";

  private static final Logger LOG = LoggerFactory.getLogger(IncidentFeed.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Longer than any post lasts. */
  private static final Duration HANDOVER = Duration.ofSeconds(20);

  private final String topic;
  private final Consumers consumers;
  private final KafkaStores stores;
  private final Work work;
  private final Progress progress = new Progress();
  private final Backlog backlog;
  private final ConsumerLoop loop;
  private volatile boolean ready;
  private volatile boolean isFirst;

  public IncidentFeed(String topic, Consumers consumers, KafkaStores stores, Work work) {
    this.topic = topic;
    this.consumers = consumers;
    this.stores = stores;
    this.work = work;
    this.backlog = new Backlog(work.couriers());
    this.loop =
        new ConsumerLoop(
            "incidents",
            consumers.incidents(),
            new ConsumerLoop.Work() {
              @Override
              public void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
                IncidentFeed.this.follow(consumer);
              }

              @Override
              public void ended() {
                IncidentFeed.this.ended();
              }
            });
  }

  /** Whether partitions have been assigned and the ledger has been read. */
  public boolean isReady() {
    return ready;
  }

  /** Whether this process does what only one of its group is to do. */
  public boolean isFirst() {
    return ready && isFirst;
  }

  /** Asks for the end. */
  public void stop() {
    loop.stop();
  }

  @Override
  public void run() {
    loop.run();
  }

  private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    consumer.subscribe(List.of(topic), new Handover(consumer));
    while (!loop.isStopping()) {
      poll(consumer);
    }
  }

  private void ended() {
    ready = false;
    progress.revoke(progress.partitions());
    backlog.forgetAll();
    work.board().forget();
  }

  private void poll(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> source : consumer.poll(POLL)) {
      accept(source);
    }
    backlog.look(consumer);
    commit(consumer);
  }

  private void accept(ConsumerRecord<byte[], byte[]> source) throws InterruptedException {
    Incident incident = source.value() == null ? null : read(source);
    Header receiver = source.headers().lastHeader(RESEND);
    if (incident != null && receiver != null) {
      acceptAskedFor(source, incident, new String(receiver.value(), StandardCharsets.UTF_8));
      return;
    }
    Receipt receipt = progress.opened(source, incident == null ? 0 : work.couriers().size());
    if (incident != null) {
      boolean isAnEnd = work.board().learn(incident);
      for (Courier courier : work.couriers()) {
        courier.accept(incident, receipt);
      }
      if (isAnEnd) {
        work.couriers().forEach(Courier::reconsider);
      }
    }
  }

  private void acceptAskedFor(
      ConsumerRecord<byte[], byte[]> source, Incident incident, String receiver)
      throws InterruptedException {
    List<Courier> meant =
        work.couriers().stream().filter(c -> c.receiver().name().equals(receiver)).toList();
    Receipt receipt = progress.opened(source, meant.size());
    for (Courier courier : meant) {
      courier.acceptAskedFor(incident, receipt);
    }
  }

  private @Nullable Incident read(ConsumerRecord<byte[], byte[]> source)
      throws InterruptedException {
    try {
      return IncidentReader.read(source.value());
    } catch (TelemetryFormatException e) {
      LOG.warn("unreadable incident at {}@{}", source.partition(), source.offset(), e);
      work.unreadable().increment();
      stores.deadLetters().buryUnreadable(source, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void commit(Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> settled = progress.takeCommittable();
    if (!settled.isEmpty()) {
      consumer.commitAsync(
          settled,
          (offsets, e) -> {
            if (e != null) {
              LOG.debug("not committed, which costs a re-reading at most: {}", e.toString());
            }
          });
    }
  }

  /** Opens consumers: of incidents, in the group; of the ledger, outside any. */
  public record Consumers(
      Supplier<Consumer<byte[], byte[]>> incidents, Supplier<Consumer<byte[], byte[]>> ledger) {}

  /**
   * Who is handed the incidents, and what counts those that nobody can read.
   *
   * @param board is told of every incident first
   * @param preparation what must be done before the first is handed over
   */
  public record Work(
      List<Courier> couriers, Counter unreadable, Board board, Runnable preparation) {
    public Work {
      couriers = List.copyOf(couriers);
    }
  }

  /** Partitions that come and go between processes of the same group. */
  private final class Handover implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;

    Handover(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      try (Consumer<byte[], byte[]> reader = consumers.ledger().get()) {
        stores.ledger().refresh(reader);
      }
      work.preparation().run();
      backlog.begin(consumer, partitions);
      isFirst |= holdsFirst(partitions);
      ready = true;
      LOG.info("incidents are watched on {}", partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        commitNow();
        revoke(partitions);
        for (Courier courier : work.couriers()) {
          courier.awaitIdle(loop.isStopping() ? Duration.ZERO : HANDOVER);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      revoke(partitions);
    }

    private static boolean holdsFirst(Collection<TopicPartition> partitions) {
      return partitions.stream().anyMatch(partition -> partition.partition() == 0);
    }

    private void revoke(Collection<TopicPartition> partitions) {
      isFirst &= !holdsFirst(partitions);
      progress.revoke(partitions);
      backlog.forget(partitions);
      work.board().forget();
    }

    private void commitNow() {
      Map<TopicPartition, OffsetAndMetadata> settled = progress.takeCommittable();
      try {
        if (!settled.isEmpty()) {
          consumer.commitSync(settled, PAUSE);
        }
      } catch (KafkaException e) {
        LOG.debug("not committed at a handover: {}", e.toString());
      }
    }
  }
}
