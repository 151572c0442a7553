package io.tocsin.streams.scenario;

import io.tocsin.telemetry.Bytes;

/** Reads what a container uses: {@code mem=100MiB..500MiB cpu=0.5 throttled=30%}. */
final class Usage {
  private Usage() {}

  static void act(Actor actor, Turn turn, Arguments with) {
    String limit = with.option("limit", "");
    Bytes standard = actor.plan().traits().memoryLimit();
    Actor.Use use =
        new Actor.Use(
            new Bytes((long) along(with.option("mem", "50MiB"), turn, Unit.BYTES)),
            along(with.option("cpu", "0.1"), turn, Unit.SHARE),
            along(with.option("throttled", "0%"), turn, Unit.SHARE),
            (long) along(with.option("pids", "5"), turn, Unit.SHARE));
    with.mustBeEmpty();
    actor.sample(turn.at(), use, limit.isEmpty() ? standard : Bytes.parse(limit));
  }

  private enum Unit {
    BYTES {
      @Override
      double read(String text) {
        return Bytes.parse(text).value();
      }
    },
    SHARE {
      @Override
      double read(String text) {
        return text.endsWith("%")
            ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
            : Double.parseDouble(text);
      }
    };

    abstract double read(String text);
  }

  /** A value; of {@code from..to}, what is reached at this point of the repetition. */
  private static double along(String text, Turn turn, Unit unit) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      return unit.read(text);
    }
    double from = unit.read(text.substring(0, dots));
    double to = unit.read(text.substring(dots + 2));
    return from + (to - from) * turn.progress();
  }
}
