package io.tocsin.app.demo;

import io.tocsin.telemetry.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What breaks in the demonstration, one thing after the other. */
public final class DemoStack {
  /** The Compose project that it pretends to be. */
  public static final String NAME = "demo";

  private static final Bytes MIB = new Bytes(1L << 20);
  private static final int STORM = 12;

  private final DemoEngine engine;

  public DemoStack(DemoEngine engine) {
    this.engine = engine;
  }

  /**
   * A thing that goes wrong.
   *
   * @param says what is about to happen, for people
   * @param detectors that find it, one of them at least
   * @param run makes it happen
   */
  public record Act(String says, List<String> detectors, Runnable run) {}

  /** In their order. */
  public List<Act> acts() {
    return List.of(
        act(
            "backend exits with 3 at each start (a module is missing); frontend, which needs it,"
                + " turns unhealthy",
            List.of("restart-rate", "unhealthy"),
            this::crashLoop),
        act("cache fills 88 % of its memory", List.of("memory-ratio"), this::fullCache),
        act("importer takes memory until the kernel kills it", List.of("oom-kill"), this::leak),
        act(
            STORM + " running workers are removed by force, one after the other",
            List.of("api-storm", "force-removal"),
            this::storm));
  }

  /** How long all of it takes to be found, at most: memory must stay high for half a minute. */
  public static Duration patience() {
    return Duration.ofSeconds(75);
  }

  private static Act act(String says, List<String> detectors, Runnable run) {
    return new Act(says, detectors, run);
  }

  private void crashLoop() {
    engine.start(
        service(
                "backend",
                "echo 'Traceback (most recent call last):' >&2;"
                    + " echo '  File \"/app/main.py\", line 12, in <module>' >&2;"
                    + " echo \"ModuleNotFoundError: No module named 'auth_core'\" >&2; exit 3")
            .restarting());
    engine.start(
        service(
                "frontend",
                "touch /tmp/up; sleep 4; echo 'ERROR upstream backend refused' >&2; rm /tmp/up;"
                    + " sleep 1000")
            .dependingOn("backend")
            .withHealth("test -f /tmp/up"));
  }

  private void fullCache() {
    // Shared memory counts as used and cannot be reclaimed: an exact 88 % without a program.
    engine.start(
        service("cache", "dd if=/dev/zero of=/dev/shm/cache bs=1M count=56 2>/dev/null; sleep 1000")
            .limitedTo(new Bytes(64 * MIB.value())));
  }

  private void leak() {
    engine.start(
        service("importer", "echo importing; sleep 2; exec tail /dev/zero")
            .limitedTo(new Bytes(32 * MIB.value())));
  }

  private void storm() {
    List<String> workers = new ArrayList<>();
    Consumer<Integer> start =
        number ->
            workers.add(
                engine.start(
                    new DemoContainer(
                        "worker-" + number,
                        service("worker", "").labels(),
                        "sleep 1000",
                        false,
                        java.util.Optional.empty(),
                        java.util.Optional.empty())));
    for (int number = 1; number <= STORM; number++) {
      start.accept(number);
    }
    workers.forEach(engine::removeByForce);
  }

  private static DemoContainer service(String name, String script) {
    return DemoContainer.service(NAME, name, script);
  }
}
