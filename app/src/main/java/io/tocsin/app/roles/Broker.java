package io.tocsin.app.roles;

import io.tocsin.app.broker.AbandonedTransactions;
import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.config.Settings;
import io.tocsin.app.health.Check;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.topics.RetentionSetup;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.streams.InternalTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** The broker that the parts use: embedded, or a cluster elsewhere. */
public final class Broker implements AutoCloseable {
  private final Optional<EmbeddedBroker> embedded;
  private final Map<String, Object> kafka;
  private final TopicLayout layout;
  private final Optional<Settings.Retained> retained;

  private Broker(
      Optional<EmbeddedBroker> embedded, Map<String, Object> kafka, Settings.Kafka settings) {
    this.embedded = embedded;
    this.kafka = Map.copyOf(kafka);
    layout = layout(settings);
    retained = settings.retained();
  }

  /** Starts the embedded broker, or takes the cluster's address. */
  static Broker open(Settings settings, Consumer<String> onFailure) {
    Settings.Kafka kafka = settings.kafka();
    Optional<EmbeddedBroker> embedded =
        kafka.isEmbedded()
            ? Optional.of(
                EmbeddedBroker.start(
                    options(settings), why -> onFailure.accept(stopped(settings, why))))
            : Optional.empty();
    Map<String, Object> properties = client(settings);
    embedded.ifPresent(
        own -> properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, own.bootstrapServers()));
    return new Broker(embedded, properties, kafka);
  }

  /**
   * Refuses early what {@link #open} would refuse later.
   *
   * @throws Unreachable if what an embedded broker needs is in use
   */
  static void mustBeFree(Settings settings) {
    if (settings.kafka().isEmbedded()) {
      EmbeddedBroker.mustBeFree(options(settings));
    }
  }

  /**
   * Makes and checks the topics.
   *
   * @throws Unreachable if the cluster does not answer
   */
  void setUpTopics() {
    Admin admin = Admin.create(adminProperties());
    try {
      if (embedded.isPresent()) {
        new AbandonedTransactions(admin).abort();
        wakeCoordinators(admin);
      }
      new TopicSetup(admin, layout, embedded.isPresent() ? ofDetection() : Map.of()).run();
      retained.ifPresent(
          given -> new RetentionSetup(admin, layout.topics()).run(given.time(), given.size()));
    } catch (KafkaException e) {
      throw new Unreachable(
          "The Kafka cluster at " + servers() + " cannot be used: " + e.getMessage(),
          "Check --bootstrap-servers and the section `kafka:` of the configuration.",
          e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  /** On a cluster whoever runs detection may make its topics as it wants them. */
  private Map<String, Map<String, String>> ofDetection() {
    return InternalTopics.of(DetectionPart.applicationId(layout.topics()), true);
  }

  /**
   * Who asks for a coordinator first has Kafka make its own topic, and waits for it. So somebody
   * asks who does not wait.
   */
  private static void wakeCoordinators(Admin admin) {
    admin.describeConsumerGroups(Set.of("tocsin"));
    admin.describeTransactions(Set.of("tocsin"));
  }

  /** Properties for a client of the configured cluster; without an address if it is embedded. */
  public static Map<String, Object> client(Settings settings) {
    Map<String, Object> properties = new HashMap<>();
    // Nobody asks for them here, and of some thirty clients they take megabytes: /metrics has those
    // that matter.
    properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
    properties.putAll(settings.kafka().client());
    settings
        .kafka()
        .bootstrapServers()
        .ifPresent(servers -> properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
    return properties;
  }

  Map<String, Object> kafka() {
    return kafka;
  }

  String servers() {
    return String.valueOf(kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
  }

  /** To be called now and then when all parts run. */
  void quieten() {
    embedded.ifPresent(EmbeddedBroker::quieten);
  }

  Check check() {
    Optional<String> failure = embedded.flatMap(EmbeddedBroker::failure);
    return new Check("broker", failure.isEmpty(), failure.orElse("at " + servers()));
  }

  /** Whether it still has what it keeps its data in; what a cluster has is not ours to ask. */
  boolean hasFolder() {
    return embedded.map(EmbeddedBroker::hasFolder).orElse(true);
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedBroker::close);
  }

  private Map<String, Object> adminProperties() {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "tocsin-setup");
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    return properties;
  }

  private static String stopped(Settings settings, String why) {
    return "The embedded broker has stopped ("
        + why
        + "). Is the disk of "
        + settings.data()
        + " full? Make room, then start Tocsin again: it goes on where it stopped.";
  }

  private static BrokerOptions options(Settings settings) {
    Settings.BrokerPort port = settings.kafka().port();
    return new BrokerOptions(settings.data(), port.number(), port.isFixed());
  }

  private static TopicLayout layout(Settings.Kafka kafka) {
    if (kafka.isEmbedded()) {
      int partitions = kafka.partitions().orElse(TopicLayout.EMBEDDED_PARTITIONS);
      boolean isAskedFor = kafka.partitions().isPresent();
      return new TopicLayout(kafka.topics(), partitions, (short) 1, isAskedFor);
    }
    int partitions = kafka.partitions().orElse(TopicLayout.CLUSTER_PARTITIONS);
    short replication =
        kafka.replication().map(Integer::shortValue).orElse(TopicLayout.CLUSTER_DEFAULT);
    return new TopicLayout(kafka.topics(), partitions, replication);
  }
}
