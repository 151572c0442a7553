package io.tocsin.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Held against stacks and outages by chance, a quarter of them with two causes, and many of which
 * nobody could tell: where nothing was declared and no line names anybody.
 */
@Tag("once")
class GeneratedOutagesTest {
  @Test
  void findsTheCausesOfGeneratedOutages() {
    Score score = play(1_000, 400);

    assertThat(score.incidentsPerCause()).as(score.toString()).isBetween(0.95, 1.05);
    assertThat(score.top1()).as(score.toString()).isGreaterThan(0.90);
    assertThat(score.top3()).as(score.toString()).isGreaterThan(0.97);
    assertThat(score.complete()).as(score.toString()).isGreaterThan(0.95);
    assertThat(score.calibrationError()).as(score.toString()).isLessThan(0.05);
  }

  private static Score play(long firstSeed, int outages) {
    Score score = new Score();
    for (long seed = firstSeed; seed < firstSeed + outages; seed++) {
      GeneratedOutage outage = new GeneratedOutage(seed);
      score.add(seed, outage, outage.play(new Correlator("host1", Dependencies.NONE, null)));
    }
    return score;
  }
}
