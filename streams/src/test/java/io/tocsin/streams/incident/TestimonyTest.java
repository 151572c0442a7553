package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestimonyTest {
  private static final Sign END =
      new Sign(
          Sign.Kind.ALL_ENDED, T0, T0.plus(Signs.AFTERMATH), "", "all ended at once", List.of());

  @Test
  void whatDiesRightAfterAllEndedMayBeForThat() {
    assertThat(Testimony.of(finding("restart-rate", 19)).mayFollow(END)).isTrue();
  }

  @Test
  void whatIsRemovedByForceOnceTheEngineIsUpAgainIsSomebodysDoing() {
    assertThat(Testimony.of(finding("force-removal", 19)).mayFollow(END)).isFalse();
    assertThat(Testimony.of(finding("force-removal", 3)).mayFollow(END)).isTrue();
  }

  private static Finding finding(String detector, int second) {
    Instant at = T0.plusSeconds(second);
    return new Finding(
        detector + second,
        detector,
        detector,
        new Subject("host1", "shop", "db"),
        "shop-db-1",
        Severity.CRITICAL,
        Finding.State.FIRING,
        at,
        at,
        at,
        null,
        1,
        1,
        "things",
        null,
        detector + " of db",
        Map.of());
  }
}
