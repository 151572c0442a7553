package io.tocsin.streams.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A line of {@code given}: when, how often, who, and what.
 *
 * @param line its place in the text, from 0
 * @param at since the start, of the first time
 */
record Step(int line, Duration at, List<Every> every, String who, String verb, String rest) {

  /**
   * Reads {@code 5m every 10s for 2m backend log ERROR no}.
   *
   * @param before when the step before it ended; {@code +5s} counts from there
   */
  static Step read(int line, String text, Duration before) {
    Words words = new Words(text);
    String time = words.next();
    Duration at =
        time.startsWith("+")
            ? before.plus(Times.duration(time.substring(1)))
            : Times.duration(time);
    List<Every> every = new ArrayList<>();
    while (words.peek().equals("every")) {
      every.add(Every.read(words));
    }
    return new Step(line, at, every, words.next(), words.next(), words.rest());
  }

  /** When it happens for the last time. */
  Duration end() {
    Duration end = at;
    for (Every each : every) {
      end = end.plus(each.period().multipliedBy(each.times() - 1L));
    }
    return end;
  }

  /** Every time that it happens. */
  List<Turn> turns(Instant start, Random random) {
    List<Turn> turns = new ArrayList<>();
    turns(0, start.plus(at), 0, new Out(turns, random));
    return turns;
  }

  private record Out(List<Turn> turns, Random random) {}

  private void turns(int depth, Instant from, double progress, Out out) {
    if (depth == every.size()) {
      out.turns.add(new Turn(from, out.turns.size() + 1, progress));
      return;
    }
    Every each = every.get(depth);
    for (int i = 0; i < each.times(); i++) {
      Instant at = from.plus(each.period().multipliedBy(i));
      if (each.isIrregular()) {
        double shift = (out.random.nextDouble() - 0.5) * each.period().toNanos();
        at = at.plusNanos(Math.max((long) shift, i == 0 ? 0 : Long.MIN_VALUE));
      }
      turns(depth + 1, at, each.times() == 1 ? 0 : i / (each.times() - 1.0), out);
    }
  }
}
