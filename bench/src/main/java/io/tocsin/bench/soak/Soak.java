package io.tocsin.bench.soak;

import io.tocsin.bench.Figures;
import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Agenda;
import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.Ear;
import io.tocsin.bench.engine.EngineEvents;
import io.tocsin.bench.engine.Hands;
import io.tocsin.bench.engine.Leftovers;
import io.tocsin.bench.engine.Posts;
import io.tocsin.bench.engine.Telling;
import io.tocsin.bench.engine.TocsinProcess;
import io.tocsin.bench.engine.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** One soak, from the first container to the last. */
final class Soak implements AutoCloseable {
  /** How long after the last container is gone something may still come. */
  private static final Duration AFTERMATH = Duration.ofSeconds(20);

  private static final Duration BETWEEN_STACKS = Duration.ofSeconds(5);
  private static final Duration SETTLING = Duration.ofSeconds(30);

  static final Leftovers LEFTOVERS = new Leftovers("tocsin.soak");

  private final Settings settings;
  private final String mark = LEFTOVERS.mark();
  private final Hands hands = new Hands(mark);
  private final Agenda agenda = new Agenda();
  private final Fleet fleet = new Fleet(hands);
  private final List<Service> services;
  private final Operator operator;
  private final EngineEvents events;
  private final Injector injector;
  private final Posts posts;
  private final TocsinProcess tocsin;
  private final Ear ear;
  private final Instant began = Instant.now();
  private final List<Double> megabytes = new ArrayList<>();
  private int told;
  private int unready;

  Soak(Settings settings) throws IOException, InterruptedException {
    this.settings = settings;
    Files.createDirectories(settings.folder());
    services = Population.of(settings.containers());
    Random random = new Random(settings.seed());
    operator =
        new Operator(fleet, new OneOffs(hands), agenda, new Operator.Chance(random, services));
    events = new EngineEvents(mark);
    injector = new Injector(hands, events, agenda);
    posts = new Posts();
    tocsin = new TocsinProcess(List.of("--config", configuration(), "--webhook", "" + posts.url()));
    ear = new Ear(posts, tocsin.http());
  }

  /** Only what is marked is watched, so that a machine may do other things beside. */
  private String configuration() throws IOException {
    Path file = settings.folder().resolve("tocsin.yml");
    Files.writeString(file, "collect: {include: {labels: [\"" + mark + "\"]}}\n");
    return file.toString();
  }

  Map<String, Object> run() throws IOException, InterruptedException {
    Progress.say("ready after %d ms".formatted(tocsin.awaitReady().toMillis()));
    fleet.up(services);
    Progress.say("%d services are up".formatted(services.size()));
    Instant end = began.plus(settings.length());
    operator.begin();
    injector.plan(timetable(end));
    everyMinute();
    agenda.runUntil(end.minus(AFTERMATH));
    takeDown();
    Thread.sleep(AFTERMATH.toMillis());
    ear.listen();
    return figures();
  }

  /** Stack by stack, as people do: it must not ring either. */
  private void takeDown() throws IOException, InterruptedException {
    Map<String, List<Service>> stacks =
        services.stream().collect(Collectors.groupingBy(Service::stack));
    for (List<Service> stack : stacks.values()) {
      fleet.down(stack);
      Thread.sleep(BETWEEN_STACKS.toMillis());
    }
    Docker.removeAll(mark);
  }

  private List<Timetable.Entry> timetable(Instant end) {
    if (settings.faults() == 0) {
      return List.of();
    }
    Instant from = Instant.now().plus(SETTLING);
    Duration length = Duration.between(from, end.minus(AFTERMATH));
    return new Timetable(from, length, new Random(settings.seed()))
        .of(settings.faults(), Kinds.tellable());
  }

  private void everyMinute() throws IOException, InterruptedException {
    agenda.in(Duration.ofMinutes(1), "look", this::everyMinute);
    if (!tocsin.isReady()) {
      unready++;
      Progress.say("NOT READY");
    }
    ear.listen();
    List<Telling> all = ear.posted();
    all.subList(told, all.size()).forEach(telling -> Progress.say("POST " + telling.summary()));
    told = all.size();
    megabytes.add(Usage.residentMegabytes(tocsin.pid()));
    Progress.say(
        "minute %d: %d posts, %.0f MB"
            .formatted(
                Duration.between(began, Instant.now()).toMinutes(),
                told,
                megabytes.get(megabytes.size() - 1)));
  }

  private Map<String, Object> figures() throws IOException, InterruptedException {
    Scores scores = Scores.of(new Judge(ear.posted(), ear.known(), injector.faults()));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("engine", Docker.run("version", "--format", "{{.Server.Version}}"));
    figures.put("minutes", settings.length().toMinutes());
    figures.put("containers", services.size());
    figures.put("seed", settings.seed());
    figures.put("deeds", operator.done());
    figures.put("posts", ear.posted().size());
    figures.put("minutesNotReady", unready);
    figures.put("stillOpen", ear.known().stream().filter(each -> each.incident().isOpen()).count());
    figures.put("residentMegabytes", Figures.spread(megabytes));
    figures.put("stepsThatFailed", agenda.broken());
    Files.writeString(settings.folder().resolve("report.md"), Report.of(scores, figures));
    scores.falseAlarms().forEach(alarm -> Progress.say("FALSE ALARM " + alarm.summary()));
    scores.misses().forEach(miss -> Progress.say("MISSED " + miss.fault().label()));
    figures.put("all", Scores.figures(scores.all()));
    Map<String, Object> detectors = new LinkedHashMap<>();
    scores.byDetector().forEach((name, score) -> detectors.put(name, Scores.figures(score)));
    figures.put("detectors", detectors);
    return figures;
  }

  /** Also after a signal: nothing of it may stay on the engine. */
  @Override
  public void close() throws IOException {
    boolean wasInterrupted = Thread.interrupted();
    try {
      ear.write(settings.folder());
      tocsin.copyLog(settings.folder().resolve("tocsin.log"));
      Docker.removeAll(mark);
    } catch (InterruptedException e) {
      wasInterrupted = true;
    } finally {
      tocsin.close();
      events.close();
      posts.close();
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
