package io.tocsin.app.doctor;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Elapsed;
import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** For how long the topics of a running broker keep what is recorded, and how much that is now. */
final class RetentionExamination {
  private static final int LIMIT_SECONDS = 8;

  private final Admin admin;
  private final List<String> topics;

  RetentionExamination(Admin admin, Topics names) {
    this.admin = admin;
    topics = List.of(names.logs(), names.stats(), names.events(), names.findings());
  }

  /** What this user may not ask is no trouble. */
  Diagnosis run() throws TimeoutException, InterruptedException {
    try {
      return Diagnosis.well("kept", kept() + "; on disk now: " + onDisk());
    } catch (ExecutionException e) {
      return Diagnosis.note("kept", "the broker does not say for how long: " + e.getMessage());
    }
  }

  private String kept() throws ExecutionException, TimeoutException, InterruptedException {
    Map<ConfigResource, Config> found =
        admin
            .describeConfigs(
                topics.stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList())
            .all()
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    Map<String, Integer> partitions =
        admin
            .describeTopics(topics)
            .allTopicNames()
            .get(LIMIT_SECONDS, TimeUnit.SECONDS)
            .entrySet()
            .stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, each -> each.getValue().partitions().size()));
    return found.entrySet().stream()
        .map(each -> words(each.getKey().name(), each.getValue(), partitions))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String words(String topic, Config config, Map<String, Integer> partitions) {
    long millis = number(config, "retention.ms");
    long bytes = number(config, "retention.bytes");
    String time = millis < 0 ? "for ever" : Elapsed.words(Duration.ofMillis(millis));
    String size =
        bytes < 0 ? "any size" : new Bytes(bytes * partitions.getOrDefault(topic, 1)).toString();
    return topic + " " + time + " or " + size;
  }

  private static long number(Config config, String name) {
    return Long.parseLong(config.get(name).value());
  }

  private Bytes onDisk() throws ExecutionException, TimeoutException, InterruptedException {
    List<Integer> brokers =
        admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
            .map(Node::id)
            .toList();
    return new Bytes(
        admin
            .describeLogDirs(brokers)
            .allDescriptions()
            .get(LIMIT_SECONDS, TimeUnit.SECONDS)
            .values()
            .stream()
            .flatMap(folders -> folders.values().stream())
            .flatMap(folder -> folder.replicaInfos().entrySet().stream())
            .filter(replica -> topics.contains(replica.getKey().topic()))
            .mapToLong(replica -> replica.getValue().size())
            .sum());
  }
}
