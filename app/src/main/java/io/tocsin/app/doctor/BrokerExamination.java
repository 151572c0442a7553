package io.tocsin.app.doctor;

import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.broker.FolderLock;
import io.tocsin.app.broker.RunningInstance;
import io.tocsin.app.config.Settings;
import io.tocsin.app.roles.Broker;
import io.tocsin.telemetry.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Whether the cluster answers and has the topics. */
final class BrokerExamination {
  private static final int LIMIT_SECONDS = 8;

  private final Settings settings;

  BrokerExamination(Settings settings) {
    this.settings = settings;
  }

  List<Diagnosis> run() {
    if (settings.kafka().isEmbedded()) {
      return embedded();
    }
    String servers = settings.kafka().bootstrapServers().orElseThrow();
    try (Admin admin = Admin.create(properties(servers))) {
      int brokers = admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).size();
      Set<String> topics = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      Topics names = settings.kafka().topics();
      Diagnosis broker =
          Diagnosis.well(
              "broker",
              servers + " answers, " + (brokers == 1 ? "1 broker" : brokers + " brokers"));
      return topics.contains(names.events())
          ? List.of(
              broker,
              Diagnosis.well("topics", names.events() + " and the others exist"),
              new RetentionExamination(admin, names).run())
          : List.of(
              broker,
              Diagnosis.note("topics", "not made yet; the first role that starts makes them"));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return List.of(unreachable(servers, e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(unreachable(servers, e));
    }
  }

  private static Diagnosis unreachable(String servers, Throwable cause) {
    return Diagnosis.trouble(
        "broker",
        servers + " does not answer: " + cause.getMessage(),
        "Check --bootstrap-servers, the network, and the section `kafka:` of the configuration.");
  }

  private List<Diagnosis> embedded() {
    Optional<String> holder = FolderLock.holder(settings.data());
    if (holder.isEmpty()) {
      return List.of(notRunning());
    }
    Optional<String> servers = EmbeddedBroker.running(settings.data());
    String where = servers.map(at -> " at " + at).orElse("");
    Diagnosis broker =
        Diagnosis.well(
            "broker",
            "embedded: it runs%s (%s), data in %s".formatted(where, holder.get(), settings.data()));
    return Stream.concat(Stream.of(broker), servers.stream().flatMap(this::kept)).toList();
  }

  private Stream<Diagnosis> kept(String servers) {
    try (Admin admin = Admin.create(properties(servers))) {
      return Stream.of(new RetentionExamination(admin, settings.kafka().topics()).run());
    } catch (TimeoutException | KafkaException e) {
      return Stream.of(unreachable(servers, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
    }
  }

  private Diagnosis notRunning() {
    String begins = "embedded: it starts with `tocsin up`, data in " + settings.data();
    return settings
        .http()
        .flatMap(RunningInstance::ask)
        .map(
            other ->
                Diagnosis.note(
                    "broker",
                    begins
                        + "; the Tocsin that runs here now keeps its own elsewhere, and its broker"
                        + " is at "
                        + other.bootstrapServers()))
        .orElseGet(() -> Diagnosis.well("broker", begins));
  }

  private Map<String, Object> properties(String servers) {
    Map<String, Object> properties = new HashMap<>(Broker.client(settings));
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "6000");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
    return properties;
  }
}
