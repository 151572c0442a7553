package io.tocsin.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.alerts.delivery.Board;
import io.tocsin.alerts.delivery.Courier;
import io.tocsin.alerts.delivery.CourierThread;
import io.tocsin.alerts.delivery.DailyDigest;
import io.tocsin.alerts.delivery.Gate;
import io.tocsin.alerts.delivery.HttpPost;
import io.tocsin.alerts.delivery.Office;
import io.tocsin.alerts.delivery.OpenIncidents;
import io.tocsin.alerts.delivery.Rounds;
import io.tocsin.alerts.delivery.WarmUp;
import io.tocsin.alerts.kafka.Clients;
import io.tocsin.alerts.kafka.ControlsFeed;
import io.tocsin.alerts.kafka.IncidentFeed;
import io.tocsin.alerts.kafka.KafkaDeadLetters;
import io.tocsin.alerts.kafka.KafkaLedger;
import io.tocsin.alerts.kafka.KafkaStores;
import io.tocsin.alerts.kafka.SureWriter;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.receiver.Http;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the receivers of incidents: each revision at most once to each, in order, over restarts of
 * this process, of the brokers and of the receivers.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final Duration WRITE_PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BREATH = Duration.ofMillis(20);
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

  private final SureWriter writer;
  private final ExecutorService exchanges;
  private final List<Courier> served = new ArrayList<>();
  private final List<CourierThread> couriers;
  private final IncidentFeed feed;
  private final Thread feedThread;
  private final ControlsFeed controls;
  private final OpenIncidents incidents;
  private final Thread controlsThread;
  private final Upkeep upkeep;
  private final Thread upkeepThread;
  private final Thread digestThread;

  private Notifier(NotifierConfig config, MeterRegistry registry) {
    Clients clients = new Clients(config.kafka(), config.group(), config.instance());
    this.writer = new SureWriter(clients.producer(), WRITE_PAUSE);
    this.exchanges = Executors.newFixedThreadPool(2, Notifier::exchangeThread);
    KafkaStores stores =
        new KafkaStores(
            new KafkaLedger(config.topics().deliveries(), writer, config.news().plusDays(1)),
            new KafkaDeadLetters(config.topics().deadLetters(), writer));
    Http http = new HttpPost(config.timeout(), exchanges, InstantSource.system());
    this.controls =
        new ControlsFeed(
            config.topics(), clients::controlsReader, () -> served.forEach(Courier::reconsider));
    this.incidents = config.incidents();
    Board board = new Board(incidents);
    Office office = office(config, registry, new Means(stores, board, http));
    config
        .receivers()
        .forEach(
            c ->
                served.add(
                    new Courier(new WithLinks(c.receiver(), config.links()), office, c.rate())));
    this.couriers = served.stream().map(c -> thread(c, http)).toList();
    this.feed =
        new IncidentFeed(
            config.topics().incidents(),
            new IncidentFeed.Consumers(clients::incidents, clients::ledgerReader),
            stores,
            new IncidentFeed.Work(
                served, registry.counter("tocsin.notify.unreadable"), board, this::awaitKnowledge));
    this.feedThread = daemon(feed, "feed");
    this.controlsThread = daemon(controls, "controls");
    this.upkeep =
        new Upkeep(
            served,
            new SelfTest(config.receivers()),
            new Rounds(served, stores.ledger(), Rounds.PATIENCE));
    this.upkeepThread = daemon(upkeep, "upkeep");
    this.digestThread = daemon(digest(config, served, stores, board), "digest");
  }

  /**
   * Starts in the background; {@link #ready()} says when it watches.
   *
   * @throws IllegalArgumentException if a receiver's configuration has problems
   */
  public static Notifier start(NotifierConfig config, MeterRegistry registry) {
    config.receivers().stream()
        .flatMap(receiver -> receiver.problems().stream())
        .findFirst()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem.toString());
            });
    Notifier notifier = new Notifier(config, registry);
    notifier.couriers.forEach(CourierThread::start);
    notifier.controlsThread.start();
    notifier.feedThread.start();
    notifier.upkeepThread.start();
    if (config.receivers().stream().anyMatch(ReceiverConfig::wantsDigest)) {
      notifier.digestThread.start();
    }
    return notifier;
  }

  private DigestRound digest(
      NotifierConfig config, List<Courier> served, KafkaStores stores, Board board) {
    List<Courier> wanting = new ArrayList<>();
    for (int i = 0; i < served.size(); i++) {
      if (config.receivers().get(i).wantsDigest()) {
        wanting.add(served.get(i));
      }
    }
    DailyDigest.Contents contents =
        new DailyDigest.Contents(board::open, config.daily().review()::of);
    return new DigestRound(
        new DailyDigest(wanting, stores.ledger(), config.daily().at(), contents), feed::isFirst);
  }

  /** Whether incidents are watched and the ledger has been read. */
  public boolean ready() {
    return feed.isReady();
  }

  /** Why no receiver is told of this for now; empty if one is, or if there is none at all. */
  public Optional<String> withholds(Incident incident) {
    List<Optional<String>> reasons = served.stream().map(c -> c.withholds(incident)).toList();
    return reasons.stream().allMatch(Optional::isPresent)
        ? reasons.stream().flatMap(Optional::stream).findFirst()
        : Optional.empty();
  }

  /** What is wrong with which receiver, as far as is known, for people and without secrets. */
  public List<String> troubles() {
    return upkeep.troubles();
  }

  /** Ends within two seconds. What is not told by then is told after the next start. */
  @Override
  public void close() {
    upkeepThread.interrupt();
    digestThread.interrupt();
    try {
      CourierThread.endAll(couriers);
      controls.stop();
      feed.stop();
      feedThread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    feedThread.interrupt();
    controlsThread.interrupt();
    writer.close();
    exchanges.shutdownNow();
  }

  /**
   * What was held back must not be told by a start; but what cannot be read holds nothing back for
   * long.
   */
  private void awaitKnowledge() {
    Instant limit = Instant.now().plus(PATIENCE);
    try {
      boolean isRead = controls.awaitRead(PATIENCE);
      while (!incidents.isRead() && Instant.now().isBefore(limit)) {
        Thread.sleep(BREATH.toMillis());
      }
      if (!isRead || !incidents.isRead()) {
        LOG.warn("silences cannot be read yet; incidents are told without regard to them");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Office office(NotifierConfig config, MeterRegistry registry, Means means) {
    List<URI> operators =
        config.receivers().stream().flatMap(receiver -> receiver.addresses().stream()).toList();
    Gate gate = new Gate(means.http, operators);
    InstantSource clock = InstantSource.system();
    return new Office(
        new Policy(config.news(), config.rulesWithRoutes()),
        () -> new Knowledge(controls.controls(), means.board.open(), controls.labels()),
        config.retries(),
        means.stores.ledger(),
        means.stores.deadLetters(),
        message -> message.send(gate),
        clock,
        () -> ThreadLocalRandom.current().nextDouble(),
        config.capacity(),
        registry);
  }

  private static CourierThread thread(Courier courier, Http http) {
    return new CourierThread(
        courier, () -> WarmUp.run(courier.receiver(), http, Rehearsal.incident()));
  }

  private static Thread exchangeThread(Runnable work) {
    return daemon(work, "exchange");
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, "tocsin-notify " + name);
    thread.setDaemon(true);
    return thread;
  }

  private record Means(KafkaStores stores, Board board, Http http) {}
}
