package io.tocsin.app.cli;

import io.tocsin.app.config.Configuration;
import io.tocsin.app.config.HttpAddress;
import io.tocsin.app.config.Settings;
import io.tocsin.app.config.Sources;
import io.tocsin.app.controls.FrontDesk;
import io.tocsin.app.health.Check;
import io.tocsin.app.health.Metrics;
import io.tocsin.app.health.Readiness;
import io.tocsin.app.heartbeat.DeadMansSwitch;
import io.tocsin.app.http.Answers;
import io.tocsin.app.http.HttpServer;
import io.tocsin.app.incidents.IncidentView;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.roles.Part;
import io.tocsin.app.roles.Pipeline;
import io.tocsin.app.rules.RuleSource;
import io.tocsin.app.terminal.IncidentLines;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A process at work, from its first line in the terminal to its last. */
final class Watch {
  private static final int RESOLVED_KEPT = 500;

  /** Somebody may be waiting for it to be ready. */
  private static final Duration HASTY_TURN = Duration.ofMillis(50);

  private static final Duration TURN = Duration.ofMillis(200);
  private static final Duration CALM_TURN = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration TRAINING_PATIENCE = Duration.ofSeconds(20);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Readiness STARTING =
      new Readiness(List.of(new Check("broker", false, "is starting")));

  private final Terminal terminal;
  private final Stop stop;
  private final Settings settings;
  private final Set<Part> parts;
  private final RuleSource rules;
  private final IncidentView view = new IncidentView(RESOLVED_KEPT);
  private final AtomicReference<@Nullable Pipeline> pipeline = new AtomicReference<>();

  Watch(Session session, Sources sources, Set<Part> parts) {
    this(session, Configuration.read(sources).settings(), parts, ruleFiles(session, sources));
  }

  private Watch(Session session, Settings settings, Set<Part> parts, RuleSource rules) {
    this.rules = rules;
    this.terminal = session.terminal();
    this.stop = session.stop();
    this.settings = settings;
    this.parts = parts;
  }

  /** Runs until it is asked to stop, or for so long after it is ready. */
  void run(Duration limit) {
    settings.http().ifPresent(HttpServer::mustBeFree);
    Pipeline.mustBeFree(settings, parts);
    stop.hold();
    new Banner(settings, parts).print(terminal);
    try (Metrics metrics = new Metrics()) {
      CompletableFuture<Optional<HttpServer>> http =
          CompletableFuture.supplyAsync(() -> serve(metrics));
      Optional<DeadMansSwitch> lever = lever(metrics);
      try (Pipeline opened = Pipeline.open(settings, parts, surroundings(metrics))) {
        pipeline.set(opened);
        run(opened, http, limit);
      } finally {
        lever.ifPresent(DeadMansSwitch::close);
        pipeline.set(null);
        http.thenAccept(server -> server.ifPresent(HttpServer::close)).exceptionally(e -> null);
      }
    }
  }

  private void run(Pipeline opened, CompletableFuture<Optional<HttpServer>> http, Duration limit) {
    join(http);
    if (start(opened)) {
      follow(opened, limit);
    }
  }

  /** Tries until the broker is there; false if the end was asked for before. */
  private boolean start(Pipeline opened) {
    String said = "";
    while (!stop.isRequested()) {
      try {
        opened.start(parts);
        return true;
      } catch (Unreachable e) {
        if (settings.kafka().isEmbedded()) {
          throw e;
        }
        if (!said.equals(e.getMessage())) {
          said = String.valueOf(e.getMessage());
          terminal.note(terminal.paint(Colour.YELLOW, "waiting: ") + said);
          terminal.note("  It is tried again every 2 s. " + e.mend());
        }
        stop.await(RETRY);
      }
    }
    return false;
  }

  private void follow(Pipeline opened, Duration limit) {
    Instant began = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    ReadyLines lines = new ReadyLines(PATIENCE);
    Instant end = Instant.now().plus(limit).plus(TRAINING_PATIENCE);
    Instant settling = Instant.MAX;
    Duration turn = HASTY_TURN;
    while (!stop.await(turn) && Instant.now().isBefore(end)) {
      opened.checkFolder();
      List<String> news = lines.next(opened.readiness(), Duration.between(began, Instant.now()));
      news.forEach(line -> terminal.note(paint(line)));
      if (news.stream().anyMatch(line -> line.startsWith("Ready"))) {
        end = Instant.now().plus(limit);
        settling = Instant.now().plus(SETTLING);
        turn = TURN;
      }
      if (Instant.now().isAfter(settling)) {
        opened.settle();
        turn = CALM_TURN;
      }
    }
  }

  private String paint(String line) {
    int end = line.indexOf(' ');
    Colour colour = line.startsWith("Ready") ? Colour.GREEN : Colour.YELLOW;
    return terminal.paint(colour, line.substring(0, end)) + line.substring(end);
  }

  private Optional<DeadMansSwitch> lever(Metrics metrics) {
    return settings
        .heartbeat()
        .map(given -> DeadMansSwitch.start(given, this::readiness, metrics.registry()));
  }

  private Optional<HttpServer> serve(Metrics metrics) {
    Answers answers = new Answers(this::readiness, metrics::scrape, view, this::desk);
    return settings.http().map(address -> HttpServer.start(address, answers, names(address)));
  }

  private List<String> names(HttpAddress address) {
    List<String> names = new ArrayList<>(settings.httpHosts());
    names.add(address.host());
    settings.host().ifPresent(names::add);
    return names;
  }

  private Readiness readiness() {
    Pipeline opened = pipeline.get();
    return opened == null ? STARTING : opened.readiness();
  }

  private Optional<FrontDesk> desk() {
    Pipeline opened = pipeline.get();
    return opened == null ? Optional.empty() : opened.desk();
  }

  private Optional<String> withholds(Incident incident) {
    Pipeline opened = pipeline.get();
    return opened == null ? Optional.empty() : opened.withholds(incident);
  }

  private Pipeline.Surroundings surroundings(Metrics metrics) {
    metrics.count(view);
    IncidentLines lines = new IncidentLines(terminal, ZoneId.systemDefault(), this::withholds);
    return new Pipeline.Surroundings(
        metrics.registry(),
        view,
        (Incident now, @Nullable Incident before) ->
            lines.change(now, before).forEach(terminal::line),
        trouble -> terminal.note(terminal.paint(Colour.RED, "trouble: ") + trouble),
        rules);
  }

  private static RuleSource ruleFiles(Session session, Sources sources) {
    Terminal terminal = session.terminal();
    return new RuleSource(
        () -> Configuration.read(sources).settings().rules(),
        Configuration.files(sources),
        text -> terminal.note(terminal.paint(Colour.GREEN, "rules: ") + text),
        text -> terminal.note(terminal.paint(Colour.RED, "rules: ") + text));
  }

  private static void join(CompletableFuture<?> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
