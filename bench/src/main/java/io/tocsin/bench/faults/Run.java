package io.tocsin.bench.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.bench.Figures;
import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Agenda;
import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.Ear;
import io.tocsin.bench.engine.Leftovers;
import io.tocsin.bench.engine.Posts;
import io.tocsin.bench.engine.Telling;
import io.tocsin.bench.engine.TocsinProcess;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of the suite, from the first stack to the last. */
final class Run implements AutoCloseable {
  static final Leftovers LEFTOVERS = new Leftovers("tocsin.faults");

  private static final Duration LISTENING = Duration.ofSeconds(5);

  /** How long after the last stack is gone incidents may stay open. */
  private static final Duration AFTERMATH = Duration.ofMinutes(3);

  private final Settings settings;
  private final Agenda agenda = new Agenda();
  private final Direction direction;
  private final Posts posts;
  private final TocsinProcess tocsin;
  private final Ear ear;
  private final Map<String, Incident> cleared = new LinkedHashMap<>();
  private final Instant began = Instant.now();
  private int told;
  private int looks;
  private int unready;

  Run(Settings settings) throws IOException, InterruptedException {
    this.settings = settings;
    Files.createDirectories(settings.folder());
    List<StackPlan> plans = settings.plans();
    Images.make();
    Direction.Cast cast = new Direction.Cast(plans, LEFTOVERS.mark(), settings.seed());
    direction = new Direction(cast, agenda, this::keep);
    posts = new Posts();
    tocsin = new TocsinProcess(List.of("--config", configuration(), "--webhook", "" + posts.url()));
    ear = new Ear(posts, tocsin.http());
  }

  /** Only what is marked is watched, so that a machine may do other things beside. */
  private String configuration() throws IOException {
    Path file = settings.folder().resolve("tocsin.yml");
    Files.writeString(file, "collect: {include: {labels: [\"" + LEFTOVERS.mark() + "\"]}}\n");
    return file.toString();
  }

  Map<String, Object> run() throws IOException, InterruptedException {
    Progress.say("ready after %d ms".formatted(tocsin.awaitReady().toMillis()));
    direction.begin(settings.atOnce());
    listen();
    agenda.runUntil(direction::isOver);
    Instant last = Instant.now().plus(AFTERMATH);
    agenda.runUntil(() -> !isAnyOpen() || Instant.now().isAfter(last));
    return figures();
  }

  private void listen() throws InterruptedException {
    agenda.in(LISTENING, "listen", this::listen);
    looks++;
    if (!tocsin.isReady()) {
      unready++;
    }
    ear.listen();
    List<Telling> all = ear.posted();
    all.subList(told, all.size()).forEach(telling -> Progress.say("POST " + telling.summary()));
    told = all.size();
  }

  private boolean isAnyOpen() {
    return ear.known().stream().anyMatch(each -> each.incident().isOpen());
  }

  /** What is known of a stack's incidents before its end changes them. */
  private void keep(StackPlan plan) {
    ear.listen();
    for (Telling telling : ear.known()) {
      Incident incident = telling.incident();
      if (incident.stack().equals(plan.name()) || incident.stack().isEmpty()) {
        cleared.putIfAbsent(incident.id(), incident);
      }
    }
  }

  private Map<String, Object> figures() throws IOException, InterruptedException {
    ear.listen();
    Judge judge =
        new Judge(
            direction.faults(), new Judge.Heard(ear.posted(), Map.copyOf(cleared), ear.merged()));
    Scores scores = new Scores(judge.outcomes(), judge.strays());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("engine", Docker.run("version", "--format", "{{.Server.Version}}"));
    figures.put("minutes", Duration.between(began, Instant.now()).toMinutes());
    figures.put("seed", settings.seed());
    figures.put("drawn", settings.drawn());
    figures.put("shareNotReady", Figures.round(unready / (double) Math.max(1, looks)));
    figures.put("posts", ear.posted().size());
    figures.put("stillOpen", ear.known().stream().filter(each -> each.incident().isOpen()).count());
    figures.put("stepsThatFailed", agenda.broken());
    figures.putAll(scores.figures());
    Files.writeString(settings.folder().resolve("report.md"), Report.of(scores, figures));
    write("truth.json", Truth.of(scores));
    return figures;
  }

  private void write(String name, Object value) throws IOException {
    ObjectMapper json = Wire.mapper();
    Files.writeString(
        settings.folder().resolve(name),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(value));
  }

  /** Also after a signal: nothing of it may stay on the engine. */
  @Override
  public void close() throws IOException {
    boolean wasInterrupted = Thread.interrupted();
    try {
      ear.write(settings.folder());
      write("cleared.json", cleared.values());
      tocsin.copyLog(settings.folder().resolve("tocsin.log"));
      clearUp();
    } catch (InterruptedException e) {
      wasInterrupted = true;
    } finally {
      if (settings.keepData()) {
        tocsin.keepDataAt(settings.folder().resolve("data"));
      }
      tocsin.close();
      posts.close();
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void clearUp() throws IOException, InterruptedException {
    Docker.removeAll(LEFTOVERS.mark());
    for (String id :
        Docker.run("network", "ls", "-q", "--filter", "label=" + Stage.NETWORKS).lines().toList()) {
      Docker.tryRun("network", "rm", id);
    }
    Images.remove();
  }
}
