package io.tocsin.streams.scenario;

import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Turns the steps of a scenario into all that a host would have given out, in order. */
final class Script {
  /** Of several replicas the best counts. */
  private static final List<String> BEST_FIRST =
      List.of("healthy", "none", "starting", "unhealthy", "absent");

  private final Setting setting;
  private final Random random = new Random(1);
  private final LineText text;
  private final List<Cue> cues = new ArrayList<>();
  private final Map<String, Actor> actors = new LinkedHashMap<>();
  private final Host host = new Host(cues::add, actors::values);
  private final Map<Integer, String> failures = new LinkedHashMap<>();

  Script(Setting setting) {
    this.setting = setting;
    text = new LineText(setting.zone(), random);
  }

  /** What comes when, in the order of time. */
  List<Cue> write(List<Step> steps) {
    List<Happening> happenings = new ArrayList<>();
    for (Step step : steps) {
      step.turns(setting.start(), random)
          .forEach(turn -> happenings.add(new Happening(step, turn)));
    }
    happenings.sort(Comparator.comparing(happening -> happening.turn().at()));
    happenings.forEach(this::happens);
    cues.sort(Comparator.comparing(Cue::at));
    return List.copyOf(cues);
  }

  /** What was wrong with which line. */
  Map<Integer, String> failures() {
    return failures;
  }

  private record Happening(Step step, Turn turn) {}

  private void happens(Happening happening) {
    Step step = happening.step();
    try {
      if (step.who().equals("host")) {
        host.act(step.verb(), happening.turn(), new Words(step.rest()).arguments());
      } else {
        act(actor(step.who()), step, happening.turn());
      }
    } catch (IllegalArgumentException e) {
      failures.putIfAbsent(step.line(), String.valueOf(e.getMessage()));
    }
  }

  private void act(Actor actor, Step step, Turn turn) {
    switch (step.verb()) {
      case "log" -> actor.log(turn.at(), LogLine.Stream.STDOUT, text.fill(step.rest(), turn));
      case "err" -> actor.log(turn.at(), LogLine.Stream.STDERR, text.fill(step.rest(), turn));
      case "uses" -> Usage.act(actor, turn, new Words(step.rest()).arguments());
      default -> Verbs.of(step.verb()).act(actor, turn, new Words(step.rest()).arguments());
    }
  }

  /** {@code web#2} is the second replica of web. */
  private Actor actor(String who) {
    return actors.computeIfAbsent(
        who,
        name -> {
          int hash = name.indexOf('#');
          Subject subject = setting.subject(hash < 0 ? name : name.substring(0, hash));
          int replica = hash < 0 ? 1 : Integer.parseInt(name.substring(hash + 1));
          return new Actor(subject, replica, setting.plan(subject.service()), world());
        });
  }

  private Actor.World world() {
    return new Actor.World() {
      @Override
      public void give(Cue cue) {
        cues.add(cue);
      }

      @Override
      public String health(Subject service) {
        return actors.values().stream()
            .filter(actor -> actor.subject().equals(service))
            .map(Actor::health)
            .min(Comparator.comparingInt(BEST_FIRST::indexOf))
            .orElse("absent");
      }
    };
  }
}
