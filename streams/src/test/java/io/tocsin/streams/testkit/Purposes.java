package io.tocsin.streams.testkit;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.provider.Arguments;

/** What people do to containers on purpose, and what looks like trouble but is none. */
public final class Purposes {
  private Purposes() {}

  /** Everything that people do to containers, many times over. */
  public static List<Arguments> all() {
    return List.of(
        times("docker restart", events -> events.restart(143)),
        times("docker stop, docker start", events -> events.stop(0).after(1).start()),
        times(
            "a stop that ends in a kill",
            e ->
                e.kill("15")
                    .after(10)
                    .kill("9")
                    .after(0.1)
                    .die(137)
                    .action("stop")
                    .after(1)
                    .start()),
        times(
            "docker kill, docker start",
            events -> events.kill("9").after(0.1).die(137).after(1).start()),
        times(
            "a slow end",
            events -> events.kill("15").after(90).die(1).action("stop").after(1).start()),
        times(
            "a stop signal of the image's own",
            e -> e.kill("28").after(1).die(0).action("stop").after(1).start()),
        times(
            "a signal that it dies of",
            events -> events.kill("HUP").after(0.1).die(129).after(0.1).start()),
        times(
            "the engine's restart",
            events -> events.with("engineRestart", "true").die(255).after(5).start()),
        times("a missed stop", events -> events.reconciled().die(143).after(1).start()),
        times("a job that ends well", events -> events.after(20).die(0).after(1).start()));
  }

  private static Arguments times(String name, Consumer<Events> act) {
    Events events = Events.of("web").policy("always", 0).start();
    for (int i = 1; i <= 5; i++) {
      events.at(i * 100.0);
      act.accept(events);
    }
    return Arguments.of(name, events.list());
  }
}
