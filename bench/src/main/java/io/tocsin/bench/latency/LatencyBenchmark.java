package io.tocsin.bench.latency;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Figures;
import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.EngineEvents;
import io.tocsin.bench.engine.Posts;
import io.tocsin.bench.engine.TocsinProcess;
import io.tocsin.bench.latency.Trouble.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Milliseconds from the engine's own event to the arrival of the post, on real containers, through
 * {@code ./tocsin up} with its embedded broker. The first post after the start counts like any
 * other.
 */
public final class LatencyBenchmark implements Benchmark {
  /** Slower than what counts as a storm of calls. */
  private static final long PAUSE_MILLIS = 3_000;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String summary() {
    return "milliseconds from the engine's event to the post, for four kinds of trouble";
  }

  @Override
  public String usage() {
    return "--rounds 12";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    arguments.allow(Set.of("rounds"));
    Docker.check();
    String label = "tocsin.bench=latency-" + ProcessHandle.current().pid();
    try (Posts posts = new Posts();
        EngineEvents events = new EngineEvents(label);
        TocsinProcess tocsin = new TocsinProcess(List.of("--webhook", posts.url().toString()))) {
      Progress.say("ready after %d ms".formatted(tocsin.awaitReady().toMillis()));
      return measure(new Rounds(events, posts, label), arguments.number("rounds", 12));
    } finally {
      Docker.removeAll(label);
    }
  }

  private static Map<String, Object> measure(Rounds rounds, int count)
      throws IOException, InterruptedException {
    Map<Trouble, List<Double>> millis = new EnumMap<>(Trouble.class);
    for (int round = 1; round <= count; round++) {
      for (Trouble trouble : Trouble.values()) {
        double took = rounds.one(trouble, round);
        millis.computeIfAbsent(trouble, t -> new ArrayList<>()).add(took);
        Progress.say("round %d, %s: %.0f ms".formatted(round, trouble.detector(), took));
      }
    }
    return figures(millis, rounds);
  }

  private static Map<String, Object> figures(Map<Trouble, List<Double>> millis, Rounds rounds)
      throws IOException, InterruptedException {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("engine", Docker.run("version", "--format", "{{.Server.Version}}"));
    millis.forEach(
        (trouble, values) -> {
          Map<String, Object> one = Figures.spread(values);
          one.put("from", trouble.from());
          figures.put(trouble.detector() + "Millis", one);
        });
    List<Double> all = millis.values().stream().flatMap(List::stream).toList();
    figures.put("allMillis", Figures.spread(all));
    figures.put("posts", rounds.posts.received().size());
    rounds.posts.received().forEach(post -> Progress.say(post.summary()));
    return figures;
  }

  private record Rounds(EngineEvents events, Posts posts, String label) {
    double one(Trouble trouble, int round) throws IOException, InterruptedException {
      String container =
          "tocsin-bench-" + trouble.detector() + '-' + ProcessHandle.current().pid() + '-' + round;
      Instant happened = trouble.happen(new Stage(events, label, container));
      Instant told = posts.await(container, trouble.detector()).at();
      Docker.removeAll(label);
      Thread.sleep(PAUSE_MILLIS);
      return Duration.between(happened, told).toNanos() / 1e6;
    }
  }
}
