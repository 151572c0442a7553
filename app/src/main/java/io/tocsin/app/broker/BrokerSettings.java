package io.tocsin.app.broker;

import java.time.Duration;
import java.util.Properties;

/**
 * Kafka's own configuration for a broker that shares a small heap with everything else. Each group
 * says why it departs from Kafka's default; the figures were measured.
 */
final class BrokerSettings {
  private static final long MIB = 1024 * 1024;

  private BrokerSettings() {}

  static Properties of(BrokerOptions options, BrokerPorts ports) {
    Properties settings = new Properties();
    settings.setProperty("log.dirs", options.logs().toString());
    identity(settings, ports);
    oneNode(settings);
    smallMemory(settings);
    quietWhenIdle(settings);
    quickRestart(settings);
    patience(settings);
    boundedDisk(settings);
    if (options.keepsAll()) {
      keepAll(settings);
    }
    return settings;
  }

  private static void identity(Properties settings, BrokerPorts ports) {
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@" + ports.controllerListener());
    settings.setProperty(
        "listeners",
        "PLAINTEXT://" + ports.listener() + ",CONTROLLER://" + ports.controllerListener());
    settings.setProperty("advertised.listeners", "PLAINTEXT://" + ports.listener());
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("auto.create.topics.enable", "false");
  }

  private static void oneNode(Properties settings) {
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "1");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "1");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void smallMemory(Properties settings) {
    settings.setProperty("num.network.threads", "1");
    settings.setProperty("num.io.threads", "2");
    settings.setProperty("background.threads", "2");
    settings.setProperty("num.recovery.threads.per.data.dir", "1");
    settings.setProperty("num.replica.alter.log.dirs.threads", "1");
    settings.setProperty("queued.max.requests", "64");
    settings.setProperty("log.cleaner.dedupe.buffer.size", Long.toString(2 * MIB));
    settings.setProperty("log.cleaner.io.buffer.size", "65536");
    settings.setProperty("log.index.size.max.bytes", Long.toString(MIB));
    settings.setProperty("offsets.load.buffer.size", "262144");
    settings.setProperty("transaction.state.log.load.buffer.size", "262144");
    settings.setProperty("max.incremental.fetch.session.cache.slots", "100");
    settings.setProperty("group.coordinator.threads", "1");
    settings.setProperty("share.coordinator.threads", "1");
    settings.setProperty("metric.reporters", "");
    settings.setProperty("metrics.jmx.exclude", ".*");
  }

  private static void quietWhenIdle(Properties settings) {
    settings.setProperty("metadata.max.idle.interval.ms", "5000");
    settings.setProperty("log.cleaner.backoff.ms", "60000");
    settings.setProperty("log.flush.scheduler.interval.ms", "60000");
    settings.setProperty("producer.purgatory.purge.interval.requests", "100");
    settings.setProperty("fetch.purgatory.purge.interval.requests", "100");
  }

  /**
   * A controller that has not heard for so long from the broker beside it takes all partitions from
   * it: on a host that is short of everything, which is when Tocsin is wanted, that must take long.
   */
  private static void patience(Properties settings) {
    settings.setProperty("broker.session.timeout.ms", "60000");
    settings.setProperty("broker.heartbeat.interval.ms", "500");
  }

  /** After kill -9 groups and transactions must lapse soon too. */
  private static void quickRestart(Properties settings) {
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("group.min.session.timeout.ms", "1000");
    settings.setProperty("group.consumer.min.session.timeout.ms", "1000");
    settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // A Tocsin that was off for three weeks goes on where it stopped.
    settings.setProperty("offsets.retention.minutes", Integer.toString(30 * 24 * 60));
  }

  private static void boundedDisk(Properties settings) {
    settings.setProperty("log.segment.bytes", Long.toString(64 * MIB));
    settings.setProperty("offsets.topic.segment.bytes", Long.toString(8 * MIB));
    settings.setProperty("transaction.state.log.segment.bytes", Long.toString(8 * MIB));
    settings.setProperty("metadata.log.segment.bytes", Long.toString(8 * MIB));
    settings.setProperty("metadata.max.retention.bytes", Long.toString(32 * MIB));
    settings.setProperty("metadata.log.max.record.bytes.between.snapshots", Long.toString(4 * MIB));
    settings.setProperty("log.retention.check.interval.ms", "60000");
    settings.setProperty("log.segment.delete.delay.ms", "5000");
  }

  /** For who reads an old record: nothing is dropped or compacted meanwhile. */
  private static void keepAll(Properties settings) {
    String never = Long.toString(Duration.ofDays(7).toMillis());
    settings.setProperty("log.initial.task.delay.ms", never);
    settings.setProperty("log.cleaner.backoff.ms", never);
  }
}
