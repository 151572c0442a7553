package io.tocsin.app.roles;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.alerts.delivery.OpenIncidents;
import io.tocsin.app.config.Settings;
import io.tocsin.app.controls.AckKeys;
import io.tocsin.app.controls.Acknowledgements;
import io.tocsin.app.controls.ConsoleLinks;
import io.tocsin.app.controls.ControlsDesk;
import io.tocsin.app.controls.FrontDesk;
import io.tocsin.app.controls.Silences;
import io.tocsin.app.health.Check;
import io.tocsin.app.health.Readiness;
import io.tocsin.app.incidents.IncidentFeed;
import io.tocsin.app.incidents.IncidentListener;
import io.tocsin.app.incidents.IncidentView;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.rules.RuleSource;
import io.tocsin.streams.Detection;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that run in this process, from the broker up. */
public final class Pipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final Settings settings;
  private final Surroundings surroundings;
  private final WorkPlace place;
  private final AckKeys keys;
  private final Broker broker;
  private final CompletableFuture<Void> rehearsal;
  private final List<RunningPart> running = new CopyOnWriteArrayList<>();
  private volatile boolean isStarted;
  private volatile Function<Incident, Optional<String>> withholds = incident -> Optional.empty();

  /**
   * What a pipeline is given from outside, and outlives it.
   *
   * @param view kept up to date with the incidents
   * @param onIncident told of each new state of an incident
   * @param onTrouble told in one sentence of what a person should know at once
   * @param rules where rules come from after the start
   */
  public record Surroundings(
      MeterRegistry registry,
      IncidentView view,
      IncidentListener onIncident,
      java.util.function.Consumer<String> onTrouble,
      RuleSource rules) {}

  private Pipeline(Settings settings, Set<Part> parts, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.place = WorkPlace.open(settings, parts);
    this.keys = AckKeys.in(place.folder());
    this.rehearsal =
        parts.contains(Part.DETECT)
            ? Detection.rehearse()
            : CompletableFuture.completedFuture(null);
    this.broker = openBroker();
  }

  /**
   * Refuses early, before anything is said or started, what {@link #open} would refuse later.
   *
   * @throws Unreachable if the data folder is in use or the broker's port is taken
   */
  public static void mustBeFree(Settings settings, Set<Part> parts) {
    WorkPlace.mustBeFree(settings, parts);
    Broker.mustBeFree(settings);
  }

  /**
   * Takes the data folder and starts the broker where it is embedded.
   *
   * @throws io.tocsin.app.problem.Failure if either cannot be had
   */
  public static Pipeline open(Settings settings, Set<Part> parts, Surroundings surroundings) {
    return new Pipeline(settings, parts, surroundings);
  }

  /**
   * Makes the topics, then starts the parts. May be tried again after an {@link
   * io.tocsin.app.problem.Unreachable}.
   */
  public void start(Set<Part> parts) {
    broker.setUpTopics();
    try {
      startAll(parts);
      isStarted = true;
    } catch (RuntimeException e) {
      closeParts();
      throw e;
    }
  }

  /** Detection takes longest to start, so the others start beside it. */
  private void startAll(Set<Part> parts) {
    CompletableFuture<Void> detection =
        parts.contains(Part.DETECT)
            ? CompletableFuture.runAsync(this::detect, task -> thread(task, "start-detection"))
            : CompletableFuture.completedFuture(null);
    try {
      if (parts.contains(Part.COLLECT)) {
        running.add(
            CollectorPart.start(settings, broker.kafka(), place.folder(), surroundings.registry()));
      }
      IncidentFeed incidents = incidents();
      running.add(part(incidents));
      if (parts.contains(Part.NOTIFY)) {
        NotifierPart.Given given =
            new NotifierPart.Given(
                surroundings.registry(),
                open(incidents, surroundings.view()),
                new ConsoleLinks(settings, keys));
        NotifierPart notifier =
            NotifierPart.start(settings, broker.kafka(), place.instance(), given);
        withholds = notifier.withholds();
        running.add(notifier.part());
      }
    } finally {
      join(detection);
    }
  }

  private void detect() {
    DetectionPart.Given given = new DetectionPart.Given(surroundings, rehearsal);
    running.add(DetectionPart.start(settings, broker.kafka(), place, given));
  }

  private static void join(CompletableFuture<Void> starting) {
    try {
      starting.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** What people can ask for; nothing before the topics are there. */
  public Optional<FrontDesk> desk() {
    if (!isStarted) {
      return Optional.empty();
    }
    ControlsDesk controls = new ControlsDesk(broker.kafka(), settings.kafka().topics());
    return Optional.of(
        new FrontDesk(
            new Silences(controls),
            new Acknowledgements(controls),
            keys,
            new FrontDesk.Whereabouts(broker.servers(), settings.kafka().topics().prefix())));
  }

  /** Why nobody is told of an incident for now; empty if that is not so. */
  public Optional<String> withholds(Incident incident) {
    return withholds.apply(incident);
  }

  /** Where the broker is. */
  public String servers() {
    return broker.servers();
  }

  /** How all parts are. */
  public Readiness readiness() {
    List<Check> checks = new ArrayList<>();
    checks.add(broker.check());
    if (!isStarted) {
      checks.add(new Check("parts", false, "are being started"));
    }
    running.forEach(part -> checks.add(part.check().get()));
    return new Readiness(checks);
  }

  /**
   * To be called now and then: without its folder nothing can be kept any more.
   *
   * @throws Unreachable if it was removed while it was in use
   */
  public void checkFolder() {
    if (!broker.hasFolder() || !place.hasFolder()) {
      throw new Unreachable(
          "The data folder %s was removed while Tocsin ran; it has stopped."
              .formatted(settings.data()),
          "Start it again: it begins with an empty folder. What was recorded in the old one is"
              + " gone.");
    }
  }

  /** Leaves off what a long run does not need. To be called now and then once all is ready. */
  public void settle() {
    broker.quieten();
  }

  @Override
  public void close() {
    // Those that write stop before those that read, so that as little as possible is left over.
    closeParts();
    broker.close();
    place.close();
  }

  private void closeParts() {
    List<Thread> closing = new ArrayList<>();
    running.forEach(part -> closing.add(thread(() -> close(part), "close-" + part.name())));
    closing.forEach(Pipeline::join);
    running.clear();
  }

  private IncidentFeed incidents() {
    return IncidentFeed.start(
        broker.kafka(), settings.kafka().topics(), surroundings.view(), surroundings.onIncident());
  }

  private static RunningPart part(IncidentFeed feed) {
    return new RunningPart(
        "incidents",
        () -> new Check("incidents", feed.isLive(), feed.isLive() ? "read" : "are being read"),
        feed::close);
  }

  private static OpenIncidents open(IncidentFeed feed, IncidentView view) {
    return new OpenIncidents() {
      @Override
      public List<Incident> open() {
        return view.open();
      }

      @Override
      public boolean isRead() {
        return feed.isLive();
      }
    };
  }

  private Broker openBroker() {
    try {
      return Broker.open(settings, surroundings.onTrouble());
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void close(RunningPart part) {
    try {
      part.close().run();
    } catch (RuntimeException e) {
      LOG.warn("{} did not stop cleanly", part.name(), e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(2500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
