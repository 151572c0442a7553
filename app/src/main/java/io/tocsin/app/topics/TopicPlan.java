package io.tocsin.app.topics;

import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Every topic with its partitions and retention.
 *
 * <p>On disk that is at most about 2.3 GiB of telemetry: events 30 days or 512 MiB, log lines 72
 * hours or 1 GiB, samples 72 hours or 512 MiB, findings 30 days or 128 MiB, dead letters 7 days or
 * 64 MiB. Container facts, incidents, rules, silences and the ledger of deliveries are compacted.
 */
final class TopicPlan {
  private final TopicLayout layout;
  private final Map<String, NewTopic> topics = new LinkedHashMap<>();

  private TopicPlan(TopicLayout layout) {
    this.layout = layout;
  }

  static Map<String, NewTopic> of(TopicLayout layout, Map<String, Map<String, String>> more) {
    TopicPlan plan = new TopicPlan(layout);
    Topics names = layout.topics();
    plan.keep(names.events(), Retention.of(Duration.ofDays(30), 512));
    plan.keep(names.logs(), Retention.of(Duration.ofDays(3), 1024));
    plan.keep(names.stats(), Retention.of(Duration.ofDays(3), 512));
    // a replay asks what a container was made of at the time
    plan.add(names.containers(), layout.partitions(), Retention.compactedLater());
    plan.keep(names.findings(), Retention.of(Duration.ofDays(30), 128));
    plan.compact(names.incidents());
    plan.compact(names.dependencies());
    plan.compact(names.deliveries());
    plan.compactSingle(names.rules());
    plan.compactSingle(names.controls());
    plan.keepSingle(names.deadLetters(), Retention.of(Duration.ofDays(7), 64));
    more.forEach((name, settings) -> plan.add(name, layout.partitions(), settings));
    return plan.topics;
  }

  private void keep(String name, Retention retention) {
    add(name, layout.partitions(), retention.settings(layout.partitions()));
  }

  private void keepSingle(String name, Retention retention) {
    add(name, 1, retention.settings(1));
  }

  private void compact(String name) {
    add(name, layout.partitions(), Retention.compacted());
  }

  /** Few records, whose order matters. */
  private void compactSingle(String name) {
    add(name, 1, Retention.compacted());
  }

  private void add(String name, int partitions, Map<String, String> settings) {
    Optional<Short> replication =
        layout.replication() == TopicLayout.CLUSTER_DEFAULT
            ? Optional.empty()
            : Optional.of(layout.replication());
    topics.put(name, new NewTopic(name, Optional.of(partitions), replication).configs(settings));
  }
}
