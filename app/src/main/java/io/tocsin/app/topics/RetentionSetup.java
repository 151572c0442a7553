package io.tocsin.app.topics;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * How long telemetry is kept where somebody insists on it, in topics that are there already, too.
 */
public final class RetentionSetup {
  private static final int LIMIT_SECONDS = 20;
  private static final Duration MONTH = Duration.ofDays(30);

  private final Admin admin;
  private final Topics names;

  public RetentionSetup(Admin admin, Topics names) {
    this.admin = admin;
    this.names = names;
  }

  /**
   * Sets it.
   *
   * @param time of log lines and samples; events are kept a month at least
   * @param size of all three: half of it for log lines, a quarter each for samples and events
   * @throws Unreachable if the cluster does not answer or refuses
   */
  public void run(Duration time, Bytes size) {
    int quarter = (int) Math.max(1, (size.value() / 4) >> 20);
    Map<String, Retention> wanted =
        Map.of(
            names.logs(), Retention.of(time, 2 * quarter),
            names.stats(), Retention.of(time, quarter),
            names.events(), Retention.of(time.compareTo(MONTH) > 0 ? time : MONTH, quarter));
    try {
      Map<String, TopicDescription> found =
          admin
              .describeTopics(wanted.keySet())
              .allTopicNames()
              .get(LIMIT_SECONDS, TimeUnit.SECONDS);
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
      wanted.forEach(
          (name, retention) -> {
            TopicDescription topic = found.get(name);
            if (topic != null) {
              changes.put(
                  new ConfigResource(ConfigResource.Type.TOPIC, name),
                  operations(retention, topic.partitions().size()));
            }
          });
      admin.incrementalAlterConfigs(changes).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(e);
    }
  }

  private static List<AlterConfigOp> operations(Retention retention, int partitions) {
    return retention.settings(partitions).entrySet().stream()
        .map(each -> new ConfigEntry(each.getKey(), each.getValue()))
        .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
        .toList();
  }

  private static Unreachable refused(Exception e) {
    return new Unreachable(
        "The Kafka cluster does not take the retention that is configured: " + e.getMessage(),
        "Give this user the right to alter topics, or take `retention:` out.",
        e);
  }
}
