package io.tocsin.app.broker;

import com.yammer.metrics.core.Histogram;
import com.yammer.metrics.core.Metric;
import com.yammer.metrics.core.MetricsRegistry;
import io.tocsin.app.problem.Unreachable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;

/**
 * A real Kafka broker with its own controller in this process. It listens on 127.0.0.1 only, keeps
 * its data in the given folder over restarts and {@code kill -9}, and never ends the process.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(3);

  /** Kafka writes it when a folder is formatted. */
  private static final String FORMATTED = "meta.properties";

  /** Kafka leaves it behind when it ends in order (its {@code CleanShutdownFileHandler}). */
  private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

  private final FolderLock lock;
  private final KraftNode node;
  private final BrokerPorts ports;
  private final ExitGuard guard;

  private EmbeddedBroker(FolderLock lock, Running running) {
    this.lock = lock;
    this.node = running.node();
    this.ports = running.ports();
    this.guard = running.guard();
  }

  /**
   * Formats the folder at first use, and starts.
   *
   * @param onFailure told once, from a thread of Kafka's, when the running broker gives up: its
   *     disk is full or cannot be read
   * @throws io.tocsin.app.problem.Failure if the folder is in use or cannot be written, the port is
   *     taken, or the broker does not start
   */
  public static EmbeddedBroker start(BrokerOptions options, Consumer<String> onFailure) {
    FolderLock lock = FolderLock.take(options.data());
    try {
      BrokerAddress.forget(options.data());
      EmbeddedBroker broker = new EmbeddedBroker(lock, run(options, onFailure));
      BrokerAddress.write(options.data(), broker.bootstrapServers());
      return broker;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Refuses early what {@link #start} would refuse later.
   *
   * @throws Unreachable if the folder is in use or the port, asked for by name, is taken
   */
  public static void mustBeFree(BrokerOptions options) {
    FolderLock.mustBeFree(options.data());
    BrokerPorts.choose(options);
  }

  /**
   * Where the broker of this folder listens, if one runs in another process.
   *
   * @throws io.tocsin.app.problem.Failure if one runs and does not say where, or the folder cannot
   *     be written
   */
  public static Optional<String> running(Path data) {
    return BrokerAddress.running(data);
  }

  /** Where clients in and outside this process find it. */
  public String bootstrapServers() {
    return ports.listener();
  }

  /** Whether its folder is still there, and nobody has removed it under it. */
  public boolean hasFolder() {
    return lock.isThere();
  }

  /** Why it gave up, if it did. */
  public Optional<String> failure() {
    return Optional.ofNullable(guard.reason());
  }

  /**
   * Stops what only costs in here: Kafka's own meters, two hundred of them, whose moving averages a
   * timer updates every five seconds, and its histograms, which keep a thousand samples each;
   * nobody reads them. To be called again and again, for new ones are made and samples come anew.
   */
  public void quieten() {
    MetricsRegistry meters = KafkaYammerMetrics.defaultRegistry();
    meters.shutdown();
    for (Metric meter : meters.allMetrics().values()) {
      if (meter instanceof Histogram histogram) {
        histogram.clear();
      }
    }
  }

  @Override
  public void close() {
    Thread stopping = new Thread(node::shutdown, "broker-shutdown");
    stopping.setDaemon(true);
    stopping.start();
    try {
      // A broker whose disk is gone may wait for ever; its data is safe either way.
      stopping.join(SHUTDOWN_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.close();
  }

  private static Running run(BrokerOptions options, Consumer<String> onFailure) {
    // Kafka asks Log4j for its levels even where Logback logs; that there is no Log4j is no error.
    System.setProperty("log4j2.StatusLogger.level", "OFF");
    BrokerPorts ports = BrokerPorts.choose(options);
    ExitGuard guard = ExitGuard.install(onFailure);
    KafkaConfig config = KafkaConfig.fromProps(BrokerSettings.of(options, ports), false);
    try {
      boolean wasKilled = wasKilled(options.logs());
      format(options.logs(), config);
      return new Running(KraftNode.start(config, ports, wasKilled), ports, guard);
    } catch (Exception e) {
      throw new Unreachable(
          "The embedded broker did not start: " + rootMessage(e),
          "Its data is in " + options.logs() + "; `tocsin doctor` checks the folder.",
          e);
    }
  }

  private static boolean wasKilled(Path logs) {
    return Files.exists(logs.resolve(FORMATTED)) && !Files.exists(logs.resolve(CLEAN_SHUTDOWN));
  }

  private static void format(Path logs, KafkaConfig config) throws Exception {
    if (Files.exists(logs.resolve(FORMATTED))) {
      return;
    }
    Files.createDirectories(logs);
    new Formatter()
        .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream(), false))
        .setNodeId(config.nodeId())
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(logs.toString())
        .addDirectory(logs.toString())
        .setIgnoreFormatted(true)
        .run();
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private record Running(KraftNode node, BrokerPorts ports, ExitGuard guard) {}
}
