package io.tocsin.app.cli;

import io.tocsin.alerts.policy.Delivery;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.broker.RunningInstance;
import io.tocsin.app.config.Settings;
import io.tocsin.app.deliveries.Tellings;
import io.tocsin.app.incidents.IncidentApi;
import io.tocsin.app.incidents.IncidentSnapshot;
import io.tocsin.app.problem.Failure;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.telemetry.Incident;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a command finds the incidents: a cluster; the Tocsin that answers; or, where somebody has
 * named a data folder on which none runs, what the last one left there.
 */
final class IncidentRecord implements AutoCloseable {
  private final Settings settings;
  private final Optional<RecordedTopics> topics;

  private IncidentRecord(Settings settings, Optional<RecordedTopics> topics) {
    this.settings = settings;
    this.topics = topics;
  }

  /**
   * Finds them.
   *
   * @throws Failure if nobody answers
   */
  static IncidentRecord open(Settings settings) {
    return isAsked(settings)
        ? new IncidentRecord(settings, Optional.empty())
        : new IncidentRecord(settings, Optional.of(RecordedTopics.open(settings)));
  }

  /** Whether the console is asked rather than the topics. */
  private static boolean isAsked(Settings settings) {
    Path data = settings.data();
    if (!settings.kafka().isEmbedded()) {
      return false;
    }
    if (!settings.isDataGiven()
        || !Files.isDirectory(data.resolve("broker"))
        || !Files.isWritable(data)) {
      return true;
    }
    Optional<String> running = EmbeddedBroker.running(data);
    return running.isPresent()
        && running.equals(
            settings.http().flatMap(RunningInstance::ask).map(RunningInstance::bootstrapServers));
  }

  /** Whether nobody runs there any more. */
  boolean isLeft() {
    return topics.map(RecordedTopics::isLeft).orElse(false);
  }

  List<Incident> read() {
    return topics
        .map(from -> IncidentSnapshot.read(from.kafka(), from.topics()))
        .orElseGet(this::ask);
  }

  private List<Incident> ask() {
    String http =
        settings
            .http()
            .orElseThrow(
                () ->
                    new WrongUse(
                        "With --http off there is nobody to ask.",
                        "Say where Tocsin listens (--http HOST:PORT), which cluster to read, or"
                            + " where it kept its data (--data DIR)."))
            .toString();
    return new IncidentApi(http)
        .read()
        .orElseThrow(
            () ->
                new Unreachable(
                    "No Tocsin answers on " + http + ".",
                    "Start one (tocsin up), say where it listens (--http HOST:PORT), read a"
                        + " cluster (--bootstrap-servers HOST:PORT), or what a stopped one has left"
                        + " (--data DIR)."));
  }

  /** Who was told of it; what cannot be known now is left out. */
  List<Delivery> told(Incident incident) {
    if (topics.isPresent()) {
      return told(topics.get(), incident);
    }
    try (RecordedTopics found = RecordedTopics.open(settings)) {
      return told(found, incident);
    } catch (Failure e) {
      return List.of();
    }
  }

  private static List<Delivery> told(RecordedTopics from, Incident incident) {
    try {
      return Tellings.of(from.kafka(), from.topics(), incident.id());
    } catch (Failure e) {
      return List.of();
    }
  }

  @Override
  public void close() {
    topics.ifPresent(RecordedTopics::close);
  }
}
