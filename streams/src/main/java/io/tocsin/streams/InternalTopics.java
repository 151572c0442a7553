package io.tocsin.streams;

import io.tocsin.streams.detect.DetectorType.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics that Kafka Streams makes for itself where they are missing, as it would make them. It
 * does so in the middle of its start, and everybody waits; whoever makes all topics makes these
 * too.
 */
public final class InternalTopics {
  static final String EVENTS_BY_HOST = "events-by-host";
  static final String FACTS_BY_HOST = "facts-by-host";

  private static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "CreateTime");

  private static final Map<String, String> REPARTITION =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "CreateTime",
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(50 << 20),
          TopicConfig.RETENTION_MS_CONFIG,
          "-1");

  private InternalTopics() {}

  /**
   * Their names, each with its settings. They have as many partitions as all other topics.
   *
   * @param watchCollectors as in {@link DetectionConfig}
   */
  public static Map<String, Map<String, String>> of(String applicationId, boolean watchCollectors) {
    Map<String, Map<String, String>> topics = new LinkedHashMap<>();
    for (Source source : Source.values()) {
      if (source != Source.LIVENESS || watchCollectors) {
        topics.put(changelog(applicationId, DetectorProcessor.storeName(source)), CHANGELOG);
      }
    }
    topics.put(changelog(applicationId, CorrelationProcessor.STORE), CHANGELOG);
    topics.put(applicationId + '-' + EVENTS_BY_HOST + "-repartition", REPARTITION);
    topics.put(applicationId + '-' + FACTS_BY_HOST + "-repartition", REPARTITION);
    return topics;
  }

  private static String changelog(String applicationId, String store) {
    return applicationId + '-' + store + "-changelog";
  }
}
