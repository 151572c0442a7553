package io.tocsin.app.cli;

import io.tocsin.app.config.Settings;
import io.tocsin.app.demo.DemoEngine;
import io.tocsin.app.demo.DemoStack;
import io.tocsin.app.health.Metrics;
import io.tocsin.app.incidents.IncidentView;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.roles.Part;
import io.tocsin.app.roles.Pipeline;
import io.tocsin.app.rules.RuleSource;
import io.tocsin.app.terminal.IncidentLines;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.collector.engine.EngineDiscovery;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Incident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows it at work: breaks containers of its own and tells what broke.",
    description = {
      "",
      "Starts a small stack on the local engine, from an image that it makes itself, and lets it"
          + " break: a crash loop, an unhealthy service, memory almost full, one that takes more"
          + " than its limit, removals by force. Watches only these containers, tells nobody but"
          + " this terminal, takes about a minute and a half, and removes everything, also on"
          + " Ctrl-C."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = "  tocsin demo")
final class DemoCommand implements Callable<Integer> {
  private static final Duration TURN = Duration.ofMillis(250);
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration BETWEEN = Duration.ofSeconds(6);

  private final Session session;

  @Mixin private final CommonOptions options = new CommonOptions();

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Settings given = options.read().settings();
    Path data = Files.createTempDirectory("tocsin-demo");
    session.stop().hold();
    EngineDiscovery.Discovery found = EngineDiscovery.find(given.engine().url().orElse(null), null);
    try (DemoEngine engine = DemoEngine.open(found.address().uri());
        Metrics metrics = new Metrics()) {
      return watch(engine, given.forDemo(data, engine.scope()), metrics);
    } finally {
      delete(data);
      note("Everything is removed again.");
    }
  }

  private int watch(DemoEngine engine, Settings settings, Metrics metrics) {
    note("Starting Tocsin and a stack that breaks (" + engine.imageOrigin() + ") …");
    IncidentView view = new IncidentView(100);
    Set<Part> parts = EnumSet.of(Part.COLLECT, Part.DETECT);
    try (Pipeline pipeline = Pipeline.open(settings, parts, surroundings(view, metrics))) {
      pipeline.start(parts);
      awaitReady(pipeline);
      play(new DemoStack(engine), view);
    }
    long incidents = view.list().size();
    note("");
    note(incidents + " incidents: one for each thing that broke.");
    return 0;
  }

  private void play(DemoStack stack, IncidentView view) {
    for (DemoStack.Act act : stack.acts()) {
      if (session.stop().isRequested()) {
        return;
      }
      note("");
      note(session.terminal().paint(Colour.BOLD, "→ " + act.says()));
      act.run().run();
      session.stop().await(BETWEEN);
    }
    Instant end = Instant.now().plus(DemoStack.patience());
    while (!isComplete(stack, view) && Instant.now().isBefore(end)) {
      if (session.stop().await(TURN)) {
        return;
      }
    }
  }

  private static boolean isComplete(DemoStack stack, IncidentView view) {
    Set<String> found =
        view.list().stream()
            .flatMap(incident -> incident.findings().stream())
            .map(Incident.Observation::detector)
            .collect(Collectors.toSet());
    return stack.acts().stream()
        .allMatch(act -> act.detectors().stream().anyMatch(found::contains));
  }

  private void awaitReady(Pipeline pipeline) {
    Instant end = Instant.now().plus(START_LIMIT);
    while (!pipeline.readiness().isReady()) {
      if (session.stop().await(TURN)) {
        return;
      }
      if (Instant.now().isAfter(end)) {
        throw new Unreachable(
            "Tocsin is not ready: " + String.join("; ", pipeline.readiness().missing()),
            "`tocsin doctor` says more.");
      }
    }
  }

  private Pipeline.Surroundings surroundings(IncidentView view, Metrics metrics) {
    Terminal terminal = session.terminal();
    IncidentLines lines = new IncidentLines(terminal, ZoneId.systemDefault());
    return new Pipeline.Surroundings(
        metrics.registry(),
        view,
        (now, before) -> lines.change(now, before).forEach(terminal::line),
        this::note,
        RuleSource.fixed(RuleBook.standard()));
  }

  private void note(String text) {
    session.terminal().note(text);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(DemoCommand::deleteOne);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
