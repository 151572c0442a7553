package io.tocsin.alerts.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpanTest {
  @Test
  void saysDurationsInTheTwoGreatestUnits() {
    assertThat(Span.duration(Duration.ofMillis(300))).isEqualTo("less than a second");
    assertThat(Span.duration(Duration.ofSeconds(9))).isEqualTo("9 s");
    assertThat(Span.duration(Duration.ofSeconds(250))).isEqualTo("4 min 10 s");
    assertThat(Span.duration(Duration.ofHours(2))).isEqualTo("2 h");
    assertThat(Span.duration(Duration.ofHours(76))).isEqualTo("3 d 4 h");
  }

  @Test
  void saysTimesInUtc() {
    assertThat(Span.time(Instant.parse("2026-11-21T10:00:02.5Z")))
        .isEqualTo("10:00:02 UTC, 21 Nov 2026");
  }
}
