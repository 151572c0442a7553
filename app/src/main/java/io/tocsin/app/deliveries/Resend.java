package io.tocsin.app.deliveries;

import io.tocsin.alerts.kafka.IncidentFeed;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.topics.CompactedTopic;
import io.tocsin.telemetry.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks the notifier that watches an incident to tell it to one receiver once more: by the incident
 * itself, as it stands now, written anew with the receiver's name in a header. So the request goes
 * where the incident goes, and is kept until it is done.
 */
public final class Resend {
  private static final int TRIES = 2;

  private final Map<String, Object> kafka;
  private final String topic;

  public Resend(Map<String, Object> kafka, Topics topics) {
    this.kafka = new HashMap<>(kafka);
    this.kafka.put(ProducerConfig.ACKS_CONFIG, "all");
    this.kafka.put(ProducerConfig.CLIENT_ID_CONFIG, "tocsin-resend");
    this.kafka.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    this.kafka.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000");
    this.kafka.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    this.topic = topics.incidents();
  }

  /**
   * Asks for these. What is written must be the incident's newest state, since the topic keeps only
   * the last: if another came between the reading and the writing, that one is written after it.
   *
   * @throws Unreachable if the cluster does not take it
   */
  public void ask(Collection<DeliveryStatus> dead) throws InterruptedException {
    Map<DeliveryStatus, byte[]> asked = new HashMap<>();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      for (int attempt = 0; attempt < TRIES; attempt++) {
        Map<String, byte[]> newest = CompactedTopic.read(kafka, topic);
        for (DeliveryStatus delivery : dead) {
          byte[] value = newest.get(delivery.incident());
          if (value != null && !Arrays.equals(value, asked.put(delivery, value))) {
            producer.send(request(delivery, value)).get();
          }
        }
      }
    } catch (KafkaException | ExecutionException e) {
      throw new Unreachable(
          topic + " cannot be written: " + e.getMessage(), "Check --bootstrap-servers.", e);
    }
  }

  private ProducerRecord<String, byte[]> request(DeliveryStatus delivery, byte[] value) {
    ProducerRecord<String, byte[]> request =
        new ProducerRecord<>(topic, delivery.incident(), value);
    request
        .headers()
        .add(IncidentFeed.RESEND, delivery.receiver().getBytes(StandardCharsets.UTF_8));
    return request;
  }
}
