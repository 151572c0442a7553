package io.tocsin.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EngineClockTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private final EngineClock clock = new EngineClock(() -> NOW);

  @Test
  void goesByTheEnginesTime() {
    clock.note(NOW.minusMillis(20), info("2026-11-21T10:00:05.990+00:00"));

    assertThat(clock.ahead()).isEqualTo(Duration.ofSeconds(6));
    assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(6));
  }

  @Test
  void readsTimesOfOtherZones() {
    clock.note(NOW, info("2026-11-21T10:59:00.5+01:00"));

    assertThat(clock.ahead()).isEqualTo(Duration.ofMillis(-59_500));
  }

  @Test
  void takesTheWayOfTheAnswerForNoDifference() {
    clock.note(NOW.minusMillis(700), info("2026-11-21T09:59:59.9Z"));

    assertThat(clock.ahead()).isZero();
  }

  @Test
  void learnsNothingFromALateAnswerOrNone() {
    clock.note(NOW.minusSeconds(5), info("2026-11-21T10:30:00Z"));
    clock.note(NOW, info(""));
    clock.note(NOW, info("soon"));

    assertThat(clock.instant()).isEqualTo(NOW);
  }

  private static ObjectNode info(String time) {
    return JsonNodeFactory.instance.objectNode().put("SystemTime", time);
  }
}
