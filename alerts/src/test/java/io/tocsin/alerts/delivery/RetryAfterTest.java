package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void readsSecondsWithOrWithoutFractions() {
    assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse(" 0.25 ", NOW)).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void readsDates() {
    assertThat(RetryAfter.parse("Sat, 21 Nov 2026 10:00:10 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(RetryAfter.parse("Sat, 21 Nov 2026 09:00:00 GMT", NOW)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1e9", "99999999999999999999", "21 Nov"})
  void ignoresNonsense(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isZero();
  }
}
