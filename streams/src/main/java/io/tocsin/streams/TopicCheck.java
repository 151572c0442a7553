package io.tocsin.streams;

import io.tocsin.telemetry.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A subject's records must lie in the same partition of every topic, and a host's findings beside
 * its facts: all topics need the same number of partitions.
 */
final class TopicCheck {
  private static final int TIMEOUT_SECONDS = 30;

  private TopicCheck() {}

  /** How many partitions they have. */
  static int check(DetectionConfig config) {
    Map<String, Integer> counts = partitions(config);
    if (new HashSet<>(counts.values()).size() > 1) {
      throw new DetectionException(
          "all topics must have the same number of partitions, but have: "
              + new TreeMap<>(counts)
              + "; delete and create again those that differ");
    }
    return counts.values().iterator().next();
  }

  private static Map<String, Integer> partitions(DetectionConfig config) {
    Topics topics = config.topics();
    List<String> names = new ArrayList<>(topics.telemetry());
    names.add(topics.containers());
    names.add(topics.findings());
    try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
      List<String> required = new ArrayList<>(names);
      required.add(topics.incidents());
      required.add(topics.dependencies());
      required.add(topics.deadLetters());
      Map<String, Integer> counts = new HashMap<>();
      describe(admin, required).forEach((name, count) -> counts.put(name, count));
      counts.keySet().retainAll(names);
      return counts;
    }
  }

  private static Map<String, Integer> describe(Admin admin, List<String> names) {
    Map<String, Integer> counts = new HashMap<>();
    List<String> missing = new ArrayList<>();
    Map<String, KafkaFuture<TopicDescription>> futures =
        admin.describeTopics(names).topicNameValues();
    futures.forEach(
        (name, future) -> {
          int count = count(future);
          if (count < 0) {
            missing.add(name);
          } else {
            counts.put(name, count);
          }
        });
    if (!missing.isEmpty()) {
      throw new DetectionException("these topics do not exist: " + missing + "; create them first");
    }
    return counts;
  }

  private static int count(KafkaFuture<TopicDescription> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).partitions().size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return -1;
      }
      throw new DetectionException("the topics cannot be looked up: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new DetectionException("the broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DetectionException("interrupted while looking topics up", e);
    }
  }
}
