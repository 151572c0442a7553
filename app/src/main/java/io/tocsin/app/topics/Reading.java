package io.tocsin.app.topics;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How topics are read by who belongs to no group and leaves nothing behind. */
public final class Reading {
  private Reading() {}

  /** From the beginning, committed records only, in small pieces; more can be put on top. */
  public static Map<String, Object> settings(Map<String, Object> kafka, String client) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, client);
    settings.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    // Small: it shares its process' heap with everything else.
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1048576");
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1048576");
    settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "65536");
    return settings;
  }
}
