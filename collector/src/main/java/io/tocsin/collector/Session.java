package io.tocsin.collector;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.census.Census;
import io.tocsin.collector.engine.EngineAddress;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.EngineClock;
import io.tocsin.collector.events.EventFeed;
import io.tocsin.collector.events.EventPipeline;
import io.tocsin.collector.events.PublishedEvents;
import io.tocsin.collector.events.Reconciler;
import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.collector.inventory.InspectionReader;
import io.tocsin.collector.logs.LogHub;
import io.tocsin.collector.publish.KafkaSink;
import io.tocsin.collector.publish.Publisher;
import io.tocsin.collector.resume.Checkpoint;
import io.tocsin.collector.samples.ApiSampler;
import io.tocsin.collector.samples.CgroupFinder;
import io.tocsin.collector.samples.Sampler;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a collector that knows its host, wired together. */
final class Session implements AutoCloseable {
  private final Link link;
  private final Publisher sink;
  private final ContainerBook book;
  private final LogHub logs;
  private final EngineClock clock = new EngineClock(InstantSource.system());
  private final PublishedEvents published = new PublishedEvents();
  private final EventPipeline pipeline;
  private final Reconciler reconciler;
  private final EventFeed feed;
  private final Pulse pulse;
  private final ApiSampler apiSampler;

  /**
   * One engine, known by name.
   *
   * @param host the name that its telemetry carries
   */
  record Link(EngineAddress address, EngineClient client, String host) {}

  Session(CollectorConfig config, Link link, Publisher sink, MeterRegistry registry) {
    this.link = link;
    this.sink = sink;
    this.book =
        new ContainerBook(
            link.host, config.selection(), new InspectionReader(link.host, new Redactor()));
    LogHub.LogSettings logSettings =
        new LogHub.LogSettings(config.bounds().streams() - 2, (int) config.bounds().line().value());
    this.logs = new LogHub(link.client, sink, logSettings, registry);
    EventPipeline.Tools tools =
        new EventPipeline.Tools(link.client, book, logs, sink, clock, link.host);
    this.pipeline = new EventPipeline(tools, published);
    this.reconciler = new Reconciler(pipeline);
    this.feed = new EventFeed(pipeline, reconciler, registry);
    CgroupFinder finder = new CgroupFinder(config.engine().cgroupRoot(), config.engine().proc());
    Sampler sampler = new Sampler(book, sink, finder, clock);
    this.apiSampler = new ApiSampler(sampler, link.client, tools.clock());
    Census census = new Census(link.client, book, sink, clock);
    this.pulse =
        new Pulse(
            new Pulse.Parts(link.client, sink, pipeline, reconciler, feed, logs, sampler, census),
            clock,
            registry);
  }

  /** Opens one that goes on where an earlier one ended. */
  static Session open(CollectorConfig config, Link link, MeterRegistry registry) {
    KafkaSink sink = new KafkaSink(sinkSettings(config, link.host), registry);
    Session session = new Session(config, link, sink, registry);
    Checkpoint checkpoint = new Checkpoint(config.dataDirectory().resolve("spool/published-up-to"));
    Resumption resumption = new Resumption(config, link.host, checkpoint);
    Optional<Instant> from =
        resumption.teach(
            new Resumption.Pupils(sink, session.published, session.book, session.logs));
    session.pulse.keep(checkpoint);
    return session.begin(from.orElse(null));
  }

  /**
   * @param from where an earlier session ended; null to begin with now
   */
  Session begin(@Nullable Instant from) {
    clock.adjustNow(link.client);
    feed.start(from);
    pulse.start();
    apiSampler.start();
    return this;
  }

  private static KafkaSink.Settings sinkSettings(CollectorConfig config, String host) {
    return new KafkaSink.Settings(
        config.kafka(),
        config.topics(),
        host,
        config.dataDirectory().resolve("spool"),
        config.bounds().spool());
  }

  CollectorStatus status() {
    return new CollectorStatus(
        link.address.toString(),
        link.host,
        feed.isConnected(),
        reconciler.isCurrent(),
        sink.isStraight(),
        pulse.lastHeartbeat(),
        book.size(),
        logs.following(),
        logs.unreadable(),
        sink.spooledBytes(),
        feed.problem());
  }

  @Override
  public void close() {
    pulse.close();
    apiSampler.close();
    feed.close();
    logs.close();
    pipeline.close();
    sink.close();
  }
}
