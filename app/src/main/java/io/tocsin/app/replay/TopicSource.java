package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.topics.Reading;
import io.tocsin.telemetry.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The recorded topics of a cluster: the small ones whole, then telemetry of a range of time. It
 * belongs to no group and leaves nothing behind, so the live run does not notice.
 */
public final class TopicSource implements RecordSource {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final RecordRange range;
  private final Topics topics;
  private final List<PartitionFetch> parts = new ArrayList<>();
  private final List<Map<String, String>> stages = new ArrayList<>();
  private @Nullable Instant first;

  private TopicSource(KafkaConsumer<byte[], byte[]> consumer, Topics topics, RecordRange range) {
    this.consumer = consumer;
    this.range = range;
    this.topics = topics;
  }

  /**
   * Opens them.
   *
   * @throws Unreachable if the cluster does not answer, or has no such topics
   */
  public static TopicSource open(Map<String, Object> kafka, Topics topics, RecordRange range) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    TopicSource source = new TopicSource(consumer, topics, range);
    try {
      source.open();
      return source;
    } catch (KafkaException e) {
      source.close();
      throw source.unreadable(e);
    }
  }

  private void open() {
    Topics plain = Topics.DEFAULT;
    stages.add(existing(Map.of(topics.rules(), plain.rules())));
    stages.add(existing(Map.of(topics.containers(), plain.containers())));
    stages.add(existing(Map.of(topics.incidents(), plain.incidents())));
    stages.add(existing(Map.of(topics.findings(), plain.findings())));
    Map<String, String> telemetry = new LinkedHashMap<>();
    telemetry.put(topics.events(), plain.events());
    telemetry.put(topics.logs(), plain.logs());
    telemetry.put(topics.stats(), plain.stats());
    if (existing(telemetry).isEmpty()) {
      throw new Unreachable(
          "There are no topics of Tocsin's there.", "Is --topic-prefix right? Has it ever run?");
    }
    stages.add(existing(telemetry));
    begin();
  }

  private Map<String, String> existing(Map<String, String> names) {
    Map<String, String> existing = new LinkedHashMap<>(names);
    existing.keySet().retainAll(consumer.listTopics().keySet());
    return existing;
  }

  private void begin() {
    boolean isTelemetry = stages.size() == 1;
    RecordRange wanted = isTelemetry ? range : new RecordRange(Instant.MIN, Instant.MAX);
    PartitionFetch part = new PartitionFetch(consumer, wanted);
    part.begin(stages.remove(0));
    parts.add(part);
  }

  @Override
  public @Nullable ArchiveRecord next() {
    try {
      while (true) {
        ArchiveRecord entry = parts.get(parts.size() - 1).next();
        if (entry != null) {
          first = first == null && stages.isEmpty() ? entry.at() : first;
          return entry;
        }
        if (stages.isEmpty()) {
          return null;
        }
        begin();
      }
    } catch (KafkaException e) {
      throw unreadable(e);
    }
  }

  @Override
  public double share() {
    return stages.isEmpty() ? parts.get(parts.size() - 1).share() : 0;
  }

  @Override
  public List<String> remarks() {
    Instant began = first;
    if (began == null) {
      return List.of("Nothing was recorded in that time.");
    }
    boolean isLate =
        !range.from().equals(Instant.MIN) && began.isAfter(range.from().plusSeconds(2));
    return isLate
        ? List.of(
            "The record begins at "
                + began
                + "; nothing of before is there any more, if it ever was.")
        : List.of();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(java.time.Duration.ofMillis(500)));
  }

  private Unreachable unreadable(KafkaException e) {
    return new Unreachable(
        "The recorded topics cannot be read: " + e.getMessage(),
        "Check --bootstrap-servers, --topic-prefix and --data.",
        e);
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    Map<String, Object> settings = Reading.settings(kafka, "tocsin-replay");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "4000");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "4194304");
    settings.remove(ConsumerConfig.RECEIVE_BUFFER_CONFIG);
    return settings;
  }
}
