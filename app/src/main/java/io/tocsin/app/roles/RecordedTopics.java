package io.tocsin.app.roles;

import io.tocsin.app.broker.AbandonedTransactions;
import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.broker.RunningInstance;
import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.telemetry.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The topics of this installation, for a command: those of the cluster, of the Tocsin that runs on
 * this data folder or, where nobody has said which folder, of the one that answers on the console's
 * address, or, if none runs, of the folder itself, on which a broker is started for the time.
 */
public final class RecordedTopics implements AutoCloseable {
  private final Map<String, Object> kafka;
  private final Topics topics;
  private final Optional<EmbeddedBroker> own;

  private RecordedTopics(Map<String, Object> kafka, Topics topics, Optional<EmbeddedBroker> own) {
    this.kafka = Map.copyOf(kafka);
    this.topics = topics;
    this.own = own;
  }

  /**
   * Finds them.
   *
   * @throws io.tocsin.app.problem.Failure if there are none
   */
  public static RecordedTopics open(Settings settings) {
    Map<String, Object> kafka = Broker.client(settings);
    Topics topics = settings.kafka().topics();
    if (!settings.kafka().isEmbedded()) {
      return new RecordedTopics(kafka, topics, Optional.empty());
    }
    Path data = settings.data();
    Optional<RecordedTopics> running = running(settings, kafka);
    if (running.isPresent()) {
      return running.get();
    }
    if (!Files.isDirectory(data.resolve("broker"))) {
      throw new WrongUse(
          "Nothing has been recorded in " + data + ".",
          "Say where Tocsin keeps its data (--data DIR), where the one that runs listens"
              + " (--http HOST:PORT), or which cluster to use (--bootstrap-servers HOST:PORT).");
    }
    EmbeddedBroker own = EmbeddedBroker.start(new BrokerOptions(data, 0, false, true), why -> {});
    kafka.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, own.bootstrapServers());
    finishTransactions(kafka);
    return new RecordedTopics(kafka, topics, Optional.of(own));
  }

  private static Optional<RecordedTopics> running(Settings settings, Map<String, Object> kafka) {
    Path data = settings.data();
    Optional<RunningInstance> found =
        Files.isDirectory(data.resolve("broker"))
            ? EmbeddedBroker.running(data)
                .map(servers -> new RunningInstance(servers, settings.kafka().topics().prefix()))
            : Optional.empty();
    if (found.isEmpty() && !settings.isDataGiven()) {
      found = settings.http().flatMap(RunningInstance::ask);
    }
    return found.map(
        instance -> {
          kafka.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, instance.bootstrapServers());
          return new RecordedTopics(kafka, new Topics(instance.topicPrefix()), Optional.empty());
        });
  }

  /** What a killed Tocsin left open would hide all that was written after it. */
  private static void finishTransactions(Map<String, Object> kafka) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "tocsin-reader");
    try (Admin admin = Admin.create(properties)) {
      new AbandonedTransactions(admin).abort();
    } catch (KafkaException e) {
      throw new Unreachable("The data folder's broker does not answer: " + e.getMessage(), "", e);
    }
  }

  /** Whether no Tocsin runs there: they are as the last one left them. */
  public boolean isLeft() {
    return own.isPresent();
  }

  /** Properties for a client. */
  public Map<String, Object> kafka() {
    return kafka;
  }

  public Topics topics() {
    return topics;
  }

  @Override
  public void close() {
    own.ifPresent(EmbeddedBroker::close);
  }
}
