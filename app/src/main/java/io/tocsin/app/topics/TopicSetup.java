package io.tocsin.app.topics;

import io.tocsin.app.problem.Failure;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.problem.WrongUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing and checks those that exist. */
public final class TopicSetup {
  private static final int ANSWER_LIMIT_SECONDS = 20;

  private final Admin admin;
  private final TopicLayout layout;
  private final Map<String, Map<String, String>> more;

  public TopicSetup(Admin admin, TopicLayout layout) {
    this(admin, layout, Map.of());
  }

  /**
   * @param more other topics that are laid out alike, each with its settings
   */
  public TopicSetup(Admin admin, TopicLayout layout, Map<String, Map<String, String>> more) {
    this.admin = admin;
    this.layout = layout;
    this.more = more;
  }

  /**
   * Leaves every topic in place. Topics that exist keep their settings; their partitions are
   * checked.
   *
   * @return the names of the topics that were made
   * @throws WrongUse if the partition counts of existing topics cannot work
   * @throws Unreachable if the cluster does not answer or refuses
   */
  public List<String> run() {
    Set<String> existing = await(admin.listTopics().names(), "list its topics");
    Map<String, NewTopic> plan = TopicPlan.of(layout(existing), more);
    List<NewTopic> missing =
        plan.values().stream().filter(topic -> !existing.contains(topic.name())).toList();
    if (missing.size() < plan.size()) {
      check(plan, plan.keySet().stream().filter(existing::contains).toList());
    }
    if (!missing.isEmpty()) {
      create(missing);
    }
    return missing.stream().map(NewTopic::name).toList();
  }

  private void create(List<NewTopic> missing) {
    try {
      await(admin.createTopics(missing).all(), "create the topics " + names(missing));
    } catch (Unreachable e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      // Another role of the same cluster was quicker; what it made is checked like any other.
      run();
    }
  }

  /** What an earlier version laid out otherwise stays as it is. */
  private TopicLayout layout(Set<String> existing) {
    String model = layout.topics().events();
    if (layout.isAskedFor() || !existing.contains(model)) {
      return layout;
    }
    var found = await(admin.describeTopics(List.of(model)).allTopicNames(), "describe its topics");
    return found.values().stream()
        .map(topic -> layout.with(topic.partitions().size()))
        .findFirst()
        .orElse(layout);
  }

  private void check(Map<String, NewTopic> plan, List<String> existing) {
    Map<String, TopicDescription> found =
        await(admin.describeTopics(existing).allTopicNames(), "describe its topics");
    List<String> wrong = new ArrayList<>();
    found.forEach(
        (name, topic) -> {
          NewTopic wanted = plan.get(name);
          int partitions = topic.partitions().size();
          if (wanted != null && wanted.numPartitions() != partitions) {
            wrong.add(name + " has " + partitions + " partitions, not " + wanted.numPartitions());
          }
        });
    if (!wrong.isEmpty()) {
      throw new WrongUse(
          "All topics must have the same number of partitions: " + String.join("; ", wrong) + ".",
          "Say the number that they have with --partitions, or give this Tocsin topics of its own"
              + " with --topic-prefix.");
    }
  }

  private static List<String> names(List<NewTopic> topics) {
    return topics.stream().map(NewTopic::name).toList();
  }

  private static <T> T await(KafkaFuture<T> answer, String what) throws Failure {
    try {
      return answer.get(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw refused(what, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw refused(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(what, e);
    }
  }

  private static Unreachable refused(String what, Throwable cause) {
    return new Unreachable(
        "The Kafka cluster did not " + what + ": " + cause.getMessage(),
        "Check the address, the security settings under `kafka:` and this user's rights.",
        cause);
  }
}
