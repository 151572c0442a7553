package io.tocsin.bench.throughput;

import io.tocsin.bench.Progress;
import io.tocsin.bench.lines.LogMix;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills docker.logs as the collector would: lz4, batches of 64 KiB, a heartbeat each second. */
final class LogTopic {
  private static final int SERVICES = 50;
  private static final int LINES_A_SECOND = 20_000;
  private static final Duration STEP = Duration.ofNanos(1_000_000_000L / LINES_A_SECOND);

  private final String topic = Topics.DEFAULT.logs();
  private final int partitions;
  private final Producer<byte[], byte[]> producer;

  LogTopic(String servers, int partitions) {
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                3,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 << 10),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Publishes so many lines, of 50 services, 20,000 a second by their own time.
   *
   * @return how many records that made, with the heartbeats
   */
  long fill(int lines) {
    Instant start = Instant.now().minus(STEP.multipliedBy(lines));
    LogMix mix = new LogMix(7, SERVICES, start, STEP);
    long began = System.nanoTime();
    long heartbeats = 0;
    for (int i = 1; i <= lines; i++) {
      LogLine line = mix.next();
      send(null, line.subject().key(), line.at(), Wire.write(line));
      if (i % LINES_A_SECOND == 0 || i == lines) {
        heartbeats += heartbeat(line.at());
      }
    }
    producer.flush();
    producer.close();
    double seconds = (System.nanoTime() - began) / 1e9;
    Progress.say(
        "%,d lines published in %.1f s (%,.0f/s)".formatted(lines, seconds, lines / seconds));
    return lines + heartbeats;
  }

  private int heartbeat(Instant at) {
    for (int partition = 0; partition < partitions; partition++) {
      send(partition, "host1", at, Wire.write(new Heartbeat(at, "host1")));
    }
    return partitions;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all; the callback tells failures
  private void send(@Nullable Integer partition, String key, Instant at, byte[] value) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(topic, partition, at.toEpochMilli(), bytes, value),
        (where, failure) -> {
          if (failure != null) {
            Progress.say("not published: " + failure);
          }
        });
  }
}
