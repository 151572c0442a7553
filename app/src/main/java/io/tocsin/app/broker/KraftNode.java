package io.tocsin.app.broker;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A broker and its controller, put together as Kafka's {@code KafkaRaftServer} does it, with a step
 * more between the two: after {@code kill -9} the dead broker is signed off first. Else the
 * controller takes the new one for an intruder until the old one's session has lapsed, and that
 * must take long ({@link BrokerSettings}). Who holds the folder's lock knows that nobody else runs.
 */
final class KraftNode {
  private static final Logger LOG = LoggerFactory.getLogger(KraftNode.class);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final KafkaConfig config;
  private final ControllerServer controller;
  private final BrokerServer broker;

  private KraftNode(KafkaConfig config, BrokerPorts ports) {
    this.config = config;
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folders =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    String cluster = folders._1().clusterId().orElseThrow();
    Metrics metrics = Server$.MODULE$.initializeMetrics(config, Time.SYSTEM, cluster);
    SharedServer shared =
        new SharedServer(
            config,
            folders._1(),
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(Map.of(config.nodeId(), ports.controllerAddress())),
            List.of(),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2());
  }

  /**
   * Starts both; comes back when the broker serves.
   *
   * @param wasKilled whether the broker that had the folder before had no time to sign off
   */
  static KraftNode start(KafkaConfig config, BrokerPorts ports, boolean wasKilled)
      throws InterruptedException {
    KraftNode node = new KraftNode(config, ports);
    node.controller.startup();
    if (wasKilled) {
      node.signOff();
    }
    node.broker.startup();
    return node;
  }

  /** What fails here is only time lost: the old session lapses by itself. */
  private void signOff() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < deadline) {
      try {
        controller.controller().unregisterBroker(request(), config.nodeId()).get();
        return;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof BrokerIdNotRegisteredException) {
          return;
        }
        if (!(e.getCause() instanceof NotControllerException)) {
          LOG.warn("The registration of the killed broker could not be ended", e.getCause());
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS); // it has not taken office yet
      }
    }
  }

  private static ControllerRequestContext request() {
    return new ControllerRequestContext(
        new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
  }

  /** Stops both. */
  void shutdown() {
    broker.shutdown();
    controller.shutdown();
  }
}
