package io.tocsin.app.incidents;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** All incidents of a cluster at this moment, for a command that asks once. */
public final class IncidentSnapshot {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private IncidentSnapshot() {}

  /**
   * Reads the topic from its beginning to its end.
   *
   * @throws Unreachable if the cluster does not answer or has no such topic
   */
  public static List<Incident> read(Map<String, Object> kafka, Topics topics) {
    IncidentView view = new IncidentView(10_000);
    Instant deadline = Instant.now().plus(LIMIT);
    try (IncidentTopic topic = new IncidentTopic(kafka, topics)) {
      while (!topic.isCaughtUp() && Instant.now().isBefore(deadline)) {
        topic
            .consumer()
            .poll(Duration.ofMillis(200))
            .forEach(
                entry -> {
                  if (entry.value() == null) {
                    view.remove(entry.key());
                  } else {
                    view.put(Wire.read(entry.value(), Incident.class));
                  }
                });
      }
    } catch (KafkaException e) {
      throw new Unreachable(
          "The Kafka cluster at "
              + kafka.get("bootstrap.servers")
              + " does not answer: "
              + e.getMessage(),
          "Check --bootstrap-servers, and --topic-prefix if the topics have one.",
          e);
    }
    return view.list();
  }
}
