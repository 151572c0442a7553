package io.tocsin.streams.scenario;

import io.tocsin.streams.detect.Signals;
import io.tocsin.streams.rules.Nearest;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.EngineEvent.Exit;
import io.tocsin.telemetry.EngineEvent.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can happen to a container, each in the sequence of events that a real engine makes of it.
 */
final class Verbs {
  private static final Map<String, Verb> VERBS = new LinkedHashMap<>();

  private Verbs() {}

  /** Lets something happen to a container. */
  interface Verb {
    void act(Actor actor, Turn turn, Arguments arguments);
  }

  static {
    VERBS.put("create", (actor, turn, with) -> create(actor, turn.at()));
    VERBS.put("start", (actor, turn, with) -> start(actor, turn.at()));
    VERBS.put("up", Verbs::up);
    VERBS.put("die", Verbs::die);
    VERBS.put("crash", Verbs::crash);
    VERBS.put("run", Verbs::run);
    VERBS.put("stop", (actor, turn, with) -> stop(actor, turn.at(), with.code(0)));
    VERBS.put("restart", Verbs::restart);
    VERBS.put("kill", Verbs::kill);
    VERBS.put("signal", (actor, turn, with) -> signal(actor, turn.at(), with.word("HUP")));
    VERBS.put("rm", Verbs::remove);
    VERBS.put("down", Verbs::down);
    VERBS.put("recreate", Verbs::recreate);
    VERBS.put("oom", Verbs::oom);
    VERBS.put("healthy", (actor, turn, with) -> health(actor, turn, "healthy", with));
    VERBS.put("unhealthy", (actor, turn, with) -> health(actor, turn, "unhealthy", with));
    VERBS.put("exec", (actor, turn, with) -> exec(actor, turn.at(), with, false));
    VERBS.put("probe", (actor, turn, with) -> exec(actor, turn.at(), with, true));
    VERBS.put("refused", Verbs::refused);
    VERBS.put("event", Verbs::event);
  }

  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("log", "err", "uses"));
    names.addAll(VERBS.keySet());
    return names;
  }

  static Verb of(String name) {
    Verb verb = VERBS.get(name);
    if (verb == null) {
      throw new IllegalArgumentException(
          "there is no verb " + name + ". " + Nearest.mend(name, names()));
    }
    return (actor, turn, with) -> {
      verb.act(actor, turn, with);
      with.mustBeEmpty();
    };
  }

  private static void create(Actor actor, Instant at) {
    actor.becomes(at, "created");
    actor.event(at, "create", Map.of());
  }

  private static void start(Actor actor, Instant at) {
    actor.event(at, "start", Map.of());
    actor.becomes(at, "running");
  }

  private static void up(Actor actor, Turn turn, Arguments with) {
    create(actor, turn.at());
    start(actor, turn.later(0.1).at());
  }

  private static void die(Actor actor, Turn turn, Arguments with) {
    int code = with.code(1);
    boolean isOom = with.isWord("oom");
    String error = with.option("error", "");
    Map<String, String> attributes = new LinkedHashMap<>(with.options());
    death(actor, turn.at(), attributes, new Exit(code, isOom, error, with.words()));
  }

  private static void death(Actor actor, Instant at, Map<String, String> more, Exit exit) {
    Map<String, String> attributes = new LinkedHashMap<>(more);
    attributes.put("exitCode", Integer.toString(exit.code()));
    actor.event(at, "die", attributes, exit, null);
    actor.becomes(at, "exited");
  }

  private static void crash(Actor actor, Turn turn, Arguments with) {
    double backOff = Times.duration(with.option("after", "100ms")).toNanos() / 1e9;
    Exit exit = new Exit(with.code(1), with.isWord("oom"), "", with.words());
    death(actor, turn.at(), Map.of(EngineEvent.RESTARTING, "true"), exit);
    start(actor, turn.later(backOff).at());
  }

  private static void run(Actor actor, Turn turn, Arguments with) {
    double lasts = Times.duration(with.option("for", "5s")).toNanos() / 1e9;
    actor.replace(null);
    up(actor, turn, with);
    Exit exit = new Exit(with.code(0), false, "", with.words());
    Turn end = turn.later(0.1 + lasts);
    death(actor, end.at(), Map.of(EngineEvent.RESTARTING, "false"), exit);
    if (actor.plan().traits().autoRemove()) {
      actor.goes(end.later(0.05).at());
    }
  }

  private static void stop(Actor actor, Instant at, int code) {
    signal(actor, at, "15");
    Exit exit = new Exit(code, false, "", List.of());
    death(actor, at.plusMillis(200), Map.of(EngineEvent.RESTARTING, "false"), exit);
    actor.event(at.plusMillis(210), "stop", Map.of());
  }

  private static void restart(Actor actor, Turn turn, Arguments with) {
    stop(actor, turn.at(), with.code(0));
    start(actor, turn.later(0.5).at());
    actor.event(turn.later(0.51).at(), "restart", Map.of());
  }

  private static void kill(Actor actor, Turn turn, Arguments with) {
    String name = with.word("KILL");
    signal(actor, turn.at(), name);
    int number = Signals.number(name);
    Exit exit = new Exit(with.code(128 + number), false, "", List.of());
    death(actor, turn.later(0.1).at(), Map.of(EngineEvent.RESTARTING, "false"), exit);
  }

  private static void signal(Actor actor, Instant at, String name) {
    actor.event(at, "kill", Map.of("signal", Integer.toString(Signals.number(name))));
  }

  private static void remove(Actor actor, Turn turn, Arguments with) {
    double after = 0;
    if (with.isWord("-f")) {
      signal(actor, turn.at(), "9");
      Exit exit = new Exit(137, false, "", List.of());
      death(actor, turn.later(0.05).at(), Map.of(EngineEvent.RESTARTING, "false"), exit);
      after = 0.1;
    }
    actor.goes(turn.later(after).at());
    actor.replace(null);
  }

  private static void down(Actor actor, Turn turn, Arguments with) {
    stop(actor, turn.at(), with.code(0));
    actor.goes(turn.later(0.3).at());
    actor.replace(null);
  }

  /** As Compose 1.29 does it: the new container is made when the old one has been stopped. */
  private static void recreate(Actor actor, Turn turn, Arguments with) {
    String image = with.option("image", "");
    stop(actor, turn.at(), with.code(0));
    actor.event(turn.later(0.3).at(), "rename", Map.of());
    Actor old = actor.copy();
    actor.replace(image.isEmpty() ? null : image);
    up(actor, turn.later(0.4), with);
    old.goes(turn.later(0.8).at());
  }

  private static void oom(Actor actor, Turn turn, Arguments with) {
    actor.event(turn.at(), "oom", Map.of());
    if (!with.isWord("survived")) {
      String restarting = String.valueOf(actor.plan().traits().restartPolicy().restarts(137));
      Map<String, String> attributes = Map.of(EngineEvent.RESTARTING, restarting);
      death(actor, turn.later(0.05).at(), attributes, new Exit(137, true, "", with.words()));
    }
  }

  private static void health(Actor actor, Turn turn, String status, Arguments with) {
    int streak = status.equals("unhealthy") ? 3 : 0;
    Health health = new Health(status, streak, with.word(""));
    actor.event(turn.at(), "health_status", Map.of(), null, health);
  }

  private static void exec(Actor actor, Instant at, Arguments with, boolean isProbe) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("execID", at.toString());
    attributes.put("command", with.word("true"));
    if (isProbe) {
      attributes.put(EngineEvent.HEALTH_PROBE, "true");
    }
    actor.event(at, "exec_create", attributes);
    actor.event(at.plusMillis(10), "exec_start", attributes);
    attributes.put("exitCode", "0");
    actor.event(at.plusMillis(60), "exec_die", attributes);
  }

  /** A start that the engine refused; the collector makes an event of it. */
  private static void refused(Actor actor, Turn turn, Arguments with) {
    int code = with.code(127);
    String error = with.word("no such file or directory");
    Map<String, String> attributes = Map.of("exitCode", Integer.toString(code));
    actor.event(
        turn.at(), "start-failed", attributes, new Exit(code, false, error, List.of()), null);
  }

  private static void event(Actor actor, Turn turn, Arguments with) {
    actor.event(turn.at(), with.word(""), with.options());
  }
}
