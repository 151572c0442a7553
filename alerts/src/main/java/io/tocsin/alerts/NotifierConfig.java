package io.tocsin.alerts;

import io.tocsin.alerts.delivery.OpenIncidents;
import io.tocsin.alerts.policy.Daily;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.policy.Retries;
import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a notifier runs.
 *
 * @param kafka client properties: {@code bootstrap.servers}, {@code security.*}, …
 * @param group the consumer group; notifiers of one group share the work
 * @param instance names this process within the group, the same after a restart and used by no
 *     other process
 * @param timeout the longest that one post may last
 * @param news how long after its end an incident that nobody was told of is still told
 * @param capacity how many incidents can wait for one receiver; the oldest beyond go to the dead
 *     letters
 * @param rules what people have set of the policy; the routes stand with the receivers
 * @param incidents what is open, of all partitions
 * @param links what goes along with what is told
 * @param daily when the daily digest is told to those who want it, and of what
 */
public record NotifierConfig(
    Map<String, Object> kafka,
    Topics topics,
    List<ReceiverConfig> receivers,
    String group,
    String instance,
    Retries retries,
    Duration timeout,
    Duration news,
    int capacity,
    PolicyRules rules,
    OpenIncidents incidents,
    Links links,
    DigestPlan daily) {
  public static final String DEFAULT_GROUP = "tocsin-notify";

  public NotifierConfig {
    kafka = Map.copyOf(kafka);
    receivers = List.copyOf(receivers);
  }

  /** The defaults: a day of retries, 15 s a post, a day of news, 1,000 incidents waiting. */
  public static NotifierConfig of(
      Map<String, Object> kafka, Topics topics, List<ReceiverConfig> receivers, String instance) {
    return new NotifierConfig(
        kafka,
        topics,
        receivers,
        DEFAULT_GROUP,
        instance,
        Retries.DEFAULT,
        Duration.ofSeconds(15),
        Duration.ofHours(24),
        1_000,
        PolicyRules.DEFAULT,
        OpenIncidents.NONE,
        Links.NONE,
        DigestPlan.DEFAULT);
  }

  /** With these links in all that is told. */
  public NotifierConfig withLinks(Links given) {
    return new NotifierConfig(
        kafka, topics, receivers, group, instance, retries, timeout, news, capacity, rules,
        incidents, given, daily);
  }

  /** With a policy of people's own, and what it has to know. */
  public NotifierConfig with(PolicyRules policy, OpenIncidents known) {
    return new NotifierConfig(
        kafka, topics, receivers, group, instance, retries, timeout, news, capacity, policy, known,
        links, daily);
  }

  /** With a daily digest of people's own. */
  public NotifierConfig withDigest(DigestPlan plan) {
    return new NotifierConfig(
        kafka, topics, receivers, group, instance, retries, timeout, news, capacity, rules,
        incidents, links, plan);
  }

  /**
   * When the daily digest is told, and what it says besides what is open.
   *
   * @param review of the day before
   */
  public record DigestPlan(Daily at, Review review) {
    static final DigestPlan DEFAULT = new DigestPlan(Daily.DEFAULT, Review.NONE);
  }

  /** The policy's rules with the receivers' routes. */
  PolicyRules rulesWithRoutes() {
    return rules.withRoutes(ReceiverConfig.routes(receivers));
  }
}
