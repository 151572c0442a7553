package io.tocsin.collector;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.EngineDiscovery;
import io.tocsin.collector.engine.RestrainedEngineClient;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects from one engine for as long as it is open. Neither an absent engine nor an absent broker
 * stops it: it waits for the one and spools for the other.
 */
public final class Collector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  private final CollectorConfig config;
  private final MeterRegistry registry;
  private final EngineDiscovery.Discovery discovery;
  private final EngineClient client;
  private final Thread starter;
  private volatile @Nullable Session session;
  private volatile String problem = "starting";
  private volatile boolean closed;

  private Collector(CollectorConfig config, MeterRegistry registry) {
    this.config = config;
    this.registry = registry;
    this.discovery = EngineDiscovery.find(config.engine().url(), config.engine().tls());
    this.client =
        RestrainedEngineClient.connect(discovery.address(), config.bounds().streams(), registry);
    this.starter = new Thread(null, this::begin, "collector-start", 256 * 1024L);
    starter.setDaemon(true);
  }

  /** Starts to collect; returns at once. */
  public static Collector start(CollectorConfig config, MeterRegistry registry) {
    Collector collector = new Collector(config, registry);
    collector.starter.start();
    return collector;
  }

  private void begin() {
    try {
      String host = awaitHost();
      synchronized (this) {
        if (!closed) {
          session =
              Session.open(config, new Session.Link(discovery.address(), client, host), registry);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("closed before the engine answered");
    } catch (RuntimeException e) {
      problem = e.toString();
      LOG.error("the collector cannot start", e);
    }
  }

  private String awaitHost() throws InterruptedException {
    HostName name = new HostName(client, config.host());
    while (true) {
      try {
        return name.ask();
      } catch (io.tocsin.collector.engine.EngineException e) {
        problem = String.valueOf(e.getMessage());
        TimeUnit.MILLISECONDS.sleep(1_000);
      }
    }
  }

  /** How it is at the moment. */
  public CollectorStatus status() {
    Session running = session;
    return running != null
        ? running.status()
        : new CollectorStatus(
            discovery.address().toString(), "", false, false, false, null, 0, 0, 0, 0, problem);
  }

  /** Where the engine was looked for. */
  public EngineDiscovery.Discovery discovery() {
    return discovery;
  }

  /** Stops, within two seconds; what is on its way to the broker is sent if it takes it. */
  @Override
  public void close() {
    closed = true;
    starter.interrupt();
    synchronized (this) {
      Session running = session;
      if (running != null) {
        running.close();
      }
    }
    client.close();
  }
}
