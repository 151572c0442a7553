package io.tocsin.app.roles;

import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.config.Settings;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The parts that run in this process, from the broker up. */
public final class Pipeline implements AutoCloseable {
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Map<String, Object> kafka;

  private Pipeline(Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /**
   * Starts the broker where it is embedded, makes the topics, then starts the parts.
   *
   * @throws io.tocsin.app.problem.Failure if the broker or its topics cannot be had
   */
  public static Pipeline start(Settings settings, Set<Part> parts, Consumer<String> progress) {
    Map<String, Object> kafka = new HashMap<>(settings.kafka().client());
    Pipeline pipeline = new Pipeline(kafka);
    if (settings.kafka().isEmbedded()) {
      EmbeddedBroker broker =
          EmbeddedBroker.start(
              new BrokerOptions(
                  settings.data(),
                  settings.kafka().port().number(),
                  settings.kafka().port().isFixed()),
              progress);
      pipeline.running.push(broker);
      kafka.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    } else {
      kafka.put(
          AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
          settings.kafka().bootstrapServers().orElseThrow());
    }
    try (Admin admin = Admin.create(kafka)) {
      new TopicSetup(admin, layout(settings.kafka())).run();
    }
    return pipeline;
  }

  /** Properties for a Kafka client of this pipeline. */
  public Map<String, Object> kafka() {
    return Map.copyOf(kafka);
  }

  private static TopicLayout layout(Settings.Kafka kafka) {
    int fallback =
        kafka.isEmbedded() ? TopicLayout.EMBEDDED_PARTITIONS : TopicLayout.CLUSTER_PARTITIONS;
    short replication =
        kafka.isEmbedded()
            ? 1
            : kafka.replication().map(Integer::shortValue).orElse(TopicLayout.CLUSTER_DEFAULT);
    return new TopicLayout(kafka.topics(), kafka.partitions().orElse(fallback), replication);
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(Pipeline.class).warn("did not stop cleanly", e);
      }
    }
  }
}
