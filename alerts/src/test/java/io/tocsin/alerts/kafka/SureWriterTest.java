package io.tocsin.alerts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.alerts.Incidents;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SureWriterTest {
  private static final ProducerRecord<byte[], byte[]> RECORD =
      new ProducerRecord<>("topic", new byte[] {1});

  @Test
  void triesUntilTheBrokersAreBack() throws InterruptedException {
    Brokers brokers = new Brokers();
    brokers.producer.sendException = new TimeoutException("no broker");
    Thread repair =
        new Thread(
            () -> {
              await().until(() -> brokers.producer.history().isEmpty());
              brokers.producer.sendException = null;
            });
    repair.start();

    brokers.writer.write(RECORD);

    assertThat(brokers.producer.history()).hasSize(1);
  }

  @Test
  void returnsOnlyWhenTheBrokersHaveIt() throws Exception {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    SureWriter writer = new SureWriter(producer, java.time.Duration.ofMillis(1));
    AtomicInteger returned = new AtomicInteger();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              try {
                writer.write(RECORD);
                returned.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> producer.history().size() == 1);
    assertThat(returned).hasValue(0);

    producer.errorNext(new TimeoutException("lost"));
    await().until(() -> producer.history().size() == 2);
    producer.completeNext();

    writing.get();
    assertThat(returned).hasValue(1);
  }

  @Test
  void doesNotTryForEverWhatNoBrokerTakes() {
    Brokers brokers = new Brokers();
    brokers.producer.sendException = new RecordTooLargeException("2 MB");

    assertThatThrownBy(() -> brokers.writer.write(RECORD))
        .isInstanceOf(RecordTooLargeException.class);
  }

  @Test
  void deadLettersSayWhyAndWhoWasNotTold() throws InterruptedException {
    Brokers brokers = new Brokers();

    brokers.deadLetters.bury("webhook:host:1", Incidents.open("i", 1), "HTTP 404");

    assertThat(brokers.written("tocsin.deadletters"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(Brokers.header(letter, "tocsin.reason")).isEqualTo("HTTP 404");
              assertThat(Brokers.header(letter, "tocsin.receiver")).isEqualTo("webhook:host:1");
              assertThat(Brokers.header(letter, "tocsin.stage")).isEqualTo("alerts");
              assertThat(IncidentReader.read(letter.value())).isEqualTo(Incidents.open("i", 1));
            });
  }
}
