package io.tocsin.streams.scenario;

import io.tocsin.streams.rules.Nearest;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The host of a scenario, with its engine, its clock and its collector. */
final class Host {
  static final String NAME = "host1";
  private static final List<String> VERBS = List.of("silent", "clock", "lost", "counted", "event");
  private static final List<String> SOURCES = List.of("events", "logs", "stats");

  private final Consumer<Cue> out;
  private final Supplier<Collection<Actor>> containers;

  Host(Consumer<Cue> out, Supplier<Collection<Actor>> containers) {
    this.out = out;
    this.containers = containers;
  }

  void act(String verb, Turn turn, Arguments with) {
    switch (verb) {
      case "silent" -> silent(turn, with);
      case "clock" -> clock(turn, with);
      case "lost" -> lost(turn, with);
      case "counted" -> counted(turn, with);
      case "event" -> event(turn, with);
      default ->
          throw new IllegalArgumentException(
              "the host has no verb " + verb + ". " + Nearest.mend(verb, VERBS));
    }
    with.mustBeEmpty();
  }

  /** {@code host silent for 5m}. */
  private void silent(Turn turn, Arguments with) {
    with.isWord("for");
    Duration length = Times.duration(with.word(""));
    out.accept(new Cue.Silence(turn.at(), true));
    out.accept(new Cue.Silence(turn.at().plus(length), false));
  }

  /** {@code host clock -30s}. */
  private void clock(Turn turn, Arguments with) {
    String by = with.word("");
    if (!by.startsWith("-") && !by.startsWith("+")) {
      throw new IllegalArgumentException("a clock is set +30s or -30s, not " + by);
    }
    Duration size = Times.duration(by.substring(1));
    out.accept(new Cue.ClockSet(turn.at(), by.startsWith("-") ? size.negated() : size));
  }

  /** {@code host lost logs 120 for 2m "the spool was full"}. */
  private void lost(Turn turn, Arguments with) {
    String source = with.word("");
    if (!SOURCES.contains(source)) {
      throw new IllegalArgumentException("lost are one of " + SOURCES + ", not " + source);
    }
    int count = with.code(0);
    Duration length = with.isWord("for") ? Times.duration(with.word("")) : Duration.ofMinutes(1);
    String reason = with.word("the spool was full");
    Subject engine = Subject.ofEngine(NAME);
    out.accept(
        new Cue.Recorded(
            turn.at(),
            clock -> new Gap(clock, engine, source, clock.minus(length), clock, count, reason)));
  }

  /** {@code host counted memory=8GiB cache=2GiB}: what the collector counts once an hour. */
  private void counted(Turn turn, Arguments with) {
    Bytes memory = Bytes.parse(with.option("memory", "8GiB"));
    EngineFacts.Amount cache = new EngineFacts.Amount(1, Bytes.parse(with.option("cache", "0")));
    EngineFacts.Amount none = new EngineFacts.Amount(0, new Bytes(0));
    EngineFacts.Storage storage = new EngineFacts.Storage(cache, none, none, none);
    List<EngineFacts.Row> rows = containers.get().stream().map(Actor::row).toList();
    Subject engine = Subject.ofEngine(NAME);
    out.accept(
        new Cue.Recorded(
            turn.at(), clock -> new EngineFacts(clock, engine, "20.10", 4, memory, storage, rows)));
  }

  /** {@code host event image pull name=nginx:1}. */
  private void event(Turn turn, Arguments with) {
    String type = with.word("");
    String action = with.word("");
    Map<String, String> attributes = with.options();
    String actor = attributes.getOrDefault("name", "something");
    out.accept(
        new Cue.Recorded(
            turn.at(),
            clock ->
                new EngineEvent(
                    clock,
                    Subject.ofEngine(NAME),
                    type,
                    action,
                    null,
                    actor,
                    attributes,
                    null,
                    null,
                    null,
                    false)));
  }
}
