package io.tocsin.alerts.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one record at a time and returns when all replicas in sync have it, however long it takes.
 */
public final class SureWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SureWriter.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(300);

  private final Producer<byte[], byte[]> producer;
  private final Duration pause;

  public SureWriter(Producer<byte[], byte[]> producer, Duration pause) {
    this.producer = producer;
    this.pause = pause;
  }

  /**
   * Writes the record, again and again while the brokers are away.
   *
   * @throws RecordTooLargeException if no broker would ever take it
   */
  void write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
    while (!tryWrite(record)) {
      Thread.sleep(pause.toMillis());
    }
  }

  private boolean tryWrite(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      producer.send(record).get();
      return true;
    } catch (ExecutionException e) {
      return refused(record, e.getCause() == null ? e : e.getCause());
    } catch (org.apache.kafka.common.errors.InterruptException e) {
      Thread.interrupted();
      throw new InterruptedException("while writing to " + record.topic());
    } catch (KafkaException e) {
      return refused(record, e);
    }
  }

  private static boolean refused(ProducerRecord<byte[], byte[]> record, Throwable cause) {
    if (cause instanceof RecordTooLargeException tooLarge) {
      throw tooLarge;
    }
    LOG.warn("{} cannot be written now, trying again: {}", record.topic(), cause.toString());
    return false;
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
