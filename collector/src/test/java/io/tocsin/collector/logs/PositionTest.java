package io.tocsin.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

  /** A line of a container's log: when, and a number that stands for its text. */
  private record Line(Instant at, long mark) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void publishesEachLineOnceHoweverOftenTheStreamBreaks(long seed) {
    Random random = new Random(seed);
    List<Line> log = log(random);
    Position position = new Position(BEGIN);
    List<Line> published = new ArrayList<>();

    int written = 0;
    while (written < log.size()) {
      written = Math.min(log.size(), written + 1 + random.nextInt(400));
      Instant since = position.resubscribe();
      for (Line line : log.subList(0, written)) {
        if (!line.at.isBefore(since) && position.isNew(line.mark, line.at)) {
          published.add(line);
        }
      }
    }

    assertThat(published).isEqualTo(log);
  }

  /** Stamps that step back by up to 20 ms, equal texts, equal stamps. */
  private static List<Line> log(Random random) {
    List<Line> log = new ArrayList<>();
    Instant now = BEGIN;
    for (int i = 0; i < 3_000; i++) {
      now = now.plusMillis(random.nextInt(20));
      Instant at =
          random.nextInt(5) == 0 && now.isAfter(BEGIN.plusMillis(20))
              ? now.minusMillis(random.nextInt(20))
              : now;
      log.add(new Line(at, at.toEpochMilli() * 10 + random.nextInt(2)));
    }
    return log;
  }

  @Test
  void beginsWhereItWasTold() {
    assertThat(new Position(BEGIN).resubscribe()).isEqualTo(BEGIN);
  }

  @Test
  void goesBackLessWhenMoreWasWrittenThanItRemembers() {
    Position position = new Position(BEGIN);
    for (int i = 0; i < 5_000; i++) {
      position.isNew(i, BEGIN.plusNanos(i * 1_000L));
    }

    assertThat(position.resubscribe()).isAfter(BEGIN.plus(Duration.ofNanos(3_900_000)));
  }
}
