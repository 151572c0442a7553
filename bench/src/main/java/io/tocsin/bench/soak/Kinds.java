package io.tocsin.bench.soak;

import io.tocsin.bench.Progress;
import io.tocsin.bench.soak.Kind.Timing;
import io.tocsin.bench.soak.Kind.Told;
import io.tocsin.streams.rules.Catalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * All kinds of faults. The warm-ups are as long as the detectors' defaults want them: a quarter of
 * an hour until silence or a new kind of error means something, five minutes for a trend.
 */
final class Kinds {
  private static final String RETRIES = "--health-retries";
  private static final String INTERVAL = "--health-interval";
  private static final String CHECK = "--health-cmd";

  private static final List<Kind> ALL =
      List.of(
          new Kind(
              "crash loop",
              Told.by("restart-rate"),
              Timing.seconds(30, 20).holding(60),
              Cued.of("crash", "--restart", "always")),
          new Kind(
              "crash loop that has backed off",
              Told.by("restart-rate"),
              Timing.seconds(30, 20).holding(300),
              Cued.of("crash", "--restart", "unless-stopped")),
          new Kind(
              "crash every minute",
              Told.by("restart-rate"),
              Timing.seconds(30, 150).holding(200),
              Cued.of("crash", "--restart", "always", "--env", "PAUSE=60")),
          new Kind(
              "exit with a failure", Told.by("exited"), Timing.seconds(30, 20), Cued.of("exit")),
          new Kind(
              "retries used up",
              Told.by("exited", "restart-rate"),
              Timing.seconds(30, 40),
              Cued.of("crash", "--restart", "on-failure:2")),
          new Kind("port taken", Told.by("start-failed"), Timing.seconds(0, 15), new TakenPort()),
          new Kind(
              "no such command",
              Told.by("start-failed"),
              Timing.seconds(0, 15),
              new Refused(List.of(), List.of("/app/serve", "--all"))),
          new Kind(
              "bad mount",
              Told.by("start-failed"),
              Timing.seconds(0, 15),
              new Refused(List.of("-v", "/etc/hostname:/tmp"), List.of())),
          new Kind(
              "kill for memory",
              Told.by("oom-kill"),
              Timing.seconds(30, 10).passing(40),
              Cued.of("oom", "--memory", "24m", "--memory-swap", "24m")),
          new Kind("memory at 88 %", Told.by("memory-ratio"), Timing.seconds(30, 45), held(56)),
          new Kind("memory at 97 %", Told.by("memory-ratio"), Timing.seconds(30, 20), held(61)),
          new Kind(
              "leak",
              Told.by("memory-forecast"),
              Timing.seconds(200, 460),
              Cued.of("leak", "--memory", "64m", "--memory-swap", "64m")),
          new Kind(
              "throttled",
              Told.by("cpu-throttling"),
              Timing.seconds(30, 360),
              Cued.of("throttled", "--cpus", "0.05")),
          new Kind(
              "removal by force",
              Told.by("force-removal"),
              Timing.seconds(30, 10).passing(30),
              Calls.FORCE_REMOVAL),
          new Kind(
              "storm of creations",
              Told.ofEngine("api-storm"),
              Timing.seconds(10, 25).passing(60),
              Calls.CREATE_AND_REMOVE),
          new Kind(
              "storm of execs",
              Told.ofEngine("api-storm"),
              Timing.seconds(10, 25).passing(60),
              Calls.EXEC),
          new Kind(
              "error spike",
              Told.by("error-spike", "error-ratio"),
              Timing.seconds(200, 60),
              Cued.of("errors")),
          new Kind(
              "error ratio",
              Told.by("error-ratio", "error-spike"),
              Timing.seconds(150, 330),
              Cued.of("error-ratio")),
          new Kind(
              "new error",
              Told.quietly("new-error"),
              Timing.seconds(930, 60),
              Cued.of("new-error")),
          new Kind(
              "http errors",
              Told.by("http-errors"),
              Timing.seconds(75, 75),
              Cued.of("http-errors")),
          new Kind(
              "health page fails",
              Told.by("http-errors"),
              Timing.seconds(75, 75),
              Cued.of("http-errors", "--env", "ROUTE=/health")),
          new Kind(
              "slow requests", Told.by("slow-requests"), Timing.seconds(75, 75), Cued.of("slow")),
          new Kind(
              "unhealthy",
              Told.by("unhealthy"),
              Timing.seconds(20, 12).holding(40),
              Cued.of("patient", CHECK, "test ! -e /fault", INTERVAL, "2s", RETRIES, "2")),
          new Kind(
              "flapping health",
              Told.by("unhealthy"),
              Timing.seconds(20, 40).holding(150),
              Cued.of(
                  "patient",
                  CHECK,
                  "test ! -e /fault || test $(($(date +%s) / 12 % 2)) = 0",
                  INTERVAL,
                  "3s",
                  RETRIES,
                  "1")),
          new Kind(
              "started too early",
              Told.by("startup-order", "exited"),
              Timing.seconds(0, 60),
              new Haste()),
          new Kind("silence", Told.by("log-silence"), Timing.seconds(960, 240), Cued.of("silent")),
          new Kind(
              "deprecation",
              Told.quietly("deprecation"),
              Timing.seconds(60, 120),
              Cued.of("deprecated")));

  private Kinds() {}

  /** Those for which there is a detector; says which are left out. */
  static List<Kind> tellable() {
    List<Kind> kinds = new ArrayList<>(ALL);
    kinds.removeIf(kind -> Catalogue.detector(kind.told().detector()).isPresent());
    kinds.forEach(kind -> Progress.say("no detector for: " + kind.name()));
    List<Kind> rest = new ArrayList<>(ALL);
    rest.removeAll(kinds);
    return rest;
  }

  private static Cued held(int mebibytes) {
    return Cued.of("held", "--memory", "64m", "--memory-swap", "64m", "--env", "HELD=" + mebibytes);
  }
}
