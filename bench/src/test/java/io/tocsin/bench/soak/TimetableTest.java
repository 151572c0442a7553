package io.tocsin.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.soak.Timetable.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void choosesTheSameForTheSameSeed() {
    assertThat(entries(60, 40, 7)).isEqualTo(entries(60, 40, 7)).isNotEqualTo(entries(60, 40, 8));
  }

  @Test
  void letsEachKindHappenBeforeOneHappensAgain() {
    List<String> kinds = entries(60, 20, 7).stream().map(entry -> entry.kind().name()).toList();

    assertThat(kinds).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void keepsWithinItsTimeWithWarmUpAndClearing() {
    assertThat(entries(12, 30, 7))
        .allSatisfy(
            entry -> {
              assertThat(entry.at().minus(entry.kind().timing().warmUp())).isAfterOrEqualTo(NOON);
              assertThat(entry.at().plus(entry.kind().timing().hold()))
                  .isBeforeOrEqualTo(NOON.plus(Duration.ofMinutes(12)));
            });
  }

  private static List<Entry> entries(int minutes, int count, int seed) {
    return new Timetable(NOON, Duration.ofMinutes(minutes), new Random(seed))
        .of(count, Kinds.tellable());
  }
}
