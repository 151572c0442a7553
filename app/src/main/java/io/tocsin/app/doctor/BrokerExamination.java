package io.tocsin.app.doctor;

import io.tocsin.app.config.Settings;
import io.tocsin.app.roles.Broker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
      return List.of(
          Diagnosis.well(
              "broker", "embedded: it starts with `tocsin up`, data in " + settings.data()));
    }
    String servers = settings.kafka().bootstrapServers().orElseThrow();
    try (Admin admin = Admin.create(properties())) {
      int brokers = admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).size();
      Set<String> topics = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      boolean hasTopics = topics.contains(settings.kafka().topics().events());
      return List.of(
          Diagnosis.well("broker", servers + " answers, " + brokers + " brokers"),
          hasTopics
              ? Diagnosis.well(
                  "topics", settings.kafka().topics().events() + " and the others exist")
              : Diagnosis.note("topics", "not made yet; the first role that starts makes them"));
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

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(Broker.client(settings));
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "6000");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
    return properties;
  }
}
