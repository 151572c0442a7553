package io.tocsin.bench.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chooses what fails when: the same for the same seed, count and length. */
final class Timetable {
  /** Between two strikes: more than one command takes, so that two are never taken for one. */
  private static final Duration APART = Duration.ofSeconds(20);

  /** What is removed during a storm, or shortly after, is told as part of the storm. */
  private static final Duration APART_FROM_STORM = Duration.ofSeconds(75);

  private static final int TRIES = 200;

  private final Instant from;
  private final Duration length;
  private final Random random;
  private final List<Entry> entries = new ArrayList<>();

  /** A kind, and when it strikes. */
  record Entry(Kind kind, Instant at) {}

  /**
   * @param from when the first preparations may begin
   * @param length in which all of it must be over
   */
  Timetable(Instant from, Duration length, Random random) {
    this.from = from;
    this.length = length;
    this.random = random;
  }

  /** So many, each kind as often as the others, as far as there is time for it. */
  List<Entry> of(int count, List<Kind> all) {
    List<Kind> kinds = new ArrayList<>(all);
    kinds.removeIf(kind -> kind.timing().total().compareTo(length) >= 0);
    Collections.shuffle(kinds, random);
    for (int i = 0; i < count && !kinds.isEmpty(); i++) {
      Kind kind = kinds.get(i % kinds.size());
      entries.add(new Entry(kind, moment(kind)));
    }
    return List.copyOf(entries);
  }

  /** Some time that is not close to another one, if there is such a time. */
  private Instant moment(Kind kind) {
    Kind.Timing timing = kind.timing();
    long spare = length.minus(timing.total()).toMillis();
    Instant earliest = from.plus(timing.warmUp());
    Instant moment = earliest;
    for (int i = 0; i < TRIES; i++) {
      moment = earliest.plusMillis((long) (random.nextDouble() * spare));
      if (isFree(kind, moment)) {
        return moment;
      }
    }
    return moment;
  }

  private boolean isFree(Kind kind, Instant moment) {
    return entries.stream()
        .allMatch(
            other ->
                Duration.between(other.at(), moment).abs().compareTo(apart(kind, other.kind()))
                    >= 0);
  }

  private static Duration apart(Kind one, Kind other) {
    return one.told().isOfEngine() || other.told().isOfEngine() ? APART_FROM_STORM : APART;
  }
}
