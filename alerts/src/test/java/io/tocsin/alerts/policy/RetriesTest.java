package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Duration NOT_ASKED = Duration.ZERO;
  private final Retries retries = Retries.DEFAULT;

  @Test
  void doublesTheBoundOfThePauseUntilTheLongest() {
    double almostOne = 0.999_999;

    assertThat(retries.pause(1, almostOne, NOT_ASKED).toMillis()).isBetween(499L, 500L);
    assertThat(retries.pause(2, almostOne, NOT_ASKED).toMillis()).isBetween(999L, 1_000L);
    assertThat(retries.pause(5, almostOne, NOT_ASKED).toMillis()).isBetween(7_999L, 8_000L);
    assertThat(retries.pause(600, almostOne, NOT_ASKED).toSeconds()).isBetween(299L, 300L);
  }

  @Test
  void spreadsThePauseOverItsWholeRange() {
    assertThat(retries.pause(3, 0, NOT_ASKED)).isZero();
    assertThat(retries.pause(3, 0.5, NOT_ASKED)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void neverComesBackBeforeTheReceiverWantsIt() {
    assertThat(retries.pause(1, 0.9, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
    assertThat(retries.pause(1, 0.9, Duration.ofDays(365))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void endsAfterSoManyTriesOrSoLong() {
    assertThat(retries.exhausted(599, Duration.ofHours(23))).isFalse();
    assertThat(retries.exhausted(600, Duration.ofHours(1))).isTrue();
    assertThat(retries.exhausted(1, Duration.ofHours(24))).isTrue();
  }
}
