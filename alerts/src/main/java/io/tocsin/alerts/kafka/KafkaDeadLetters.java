package io.tocsin.alerts.kafka;

import io.tocsin.alerts.delivery.DeadLetters;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters in their topic: the value as it was, and in the headers {@code tocsin.reason},
 * {@code tocsin.stage} and, where there is one, {@code tocsin.receiver}.
 */
public final class KafkaDeadLetters implements DeadLetters {
  private final String topic;
  private final SureWriter writer;

  public KafkaDeadLetters(String topic, SureWriter writer) {
    this.topic = topic;
    this.writer = writer;
  }

  @Override
  public void bury(String receiver, Incident incident, String reason) throws InterruptedException {
    byte[] key = bytes(Delivery.key(receiver, incident.id()));
    ProducerRecord<byte[], byte[]> letter = letter(key, Wire.write(incident), reason);
    letter.headers().add("tocsin.receiver", bytes(receiver));
    write(letter);
  }

  /** Keeps a record of the incidents' topic that cannot be read. */
  void buryUnreadable(ConsumerRecord<byte[], byte[]> source, String reason)
      throws InterruptedException {
    String where = source.topic() + '-' + source.partition() + '@' + source.offset();
    write(letter(source.key(), source.value(), where + ": " + reason));
  }

  private ProducerRecord<byte[], byte[]> letter(
      byte @Nullable [] key, byte @Nullable [] value, String reason) {
    ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, key, value);
    letter.headers().add("tocsin.reason", bytes(reason)).add("tocsin.stage", bytes("alerts"));
    return letter;
  }

  /** A value that is too large with its headers gives way to the reason. */
  private void write(ProducerRecord<byte[], byte[]> letter) throws InterruptedException {
    try {
      writer.write(letter);
    } catch (RecordTooLargeException e) {
      writer.write(new ProducerRecord<>(topic, null, letter.key(), new byte[0], letter.headers()));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
