package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.collectorsilent.CollectorSilent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectorSilentTest {
  private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

  private final List<Finding> findings = new ArrayList<>();
  private final Detector<Heartbeat> detector =
      CollectorSilent.TYPE.create(
          new Watch(
              new Rule("collector-silent", CollectorSilent.TYPE, Map.of()),
              Subject.ofEngine("host1")));

  @Test
  void firesAfterHalfAMinuteWithoutAHeartbeatAndResolvesWithTheNext() {
    look(0, 5);
    hear(5);

    look(10, 30);
    assertThat(findings).isEmpty();
    look(35, 40);
    hear(41);

    assertThat(brief(findings)).containsExactly("critical firing", "critical resolved");
  }

  @Test
  void staysQuietWhileHeartbeatsCome() {
    for (int second = 0; second < 300; second += 5) {
      look(second, second);
      hear(second + 1);
    }

    assertThat(findings).isEmpty();
  }

  @Test
  void beginsToWatchAnewWhenItCouldNotLookItself() {
    look(0, 5);
    hear(5);

    look(300, 325);

    assertThat(findings).isEmpty();
  }

  @Test
  void neverFiresOfAHostThatWasNeverHeardOf() {
    look(0, 600);

    assertThat(findings).isEmpty();
  }

  private void hear(int second) {
    detector.on(new Heartbeat(T0.plusSeconds(second), "host1"), findings::add);
  }

  private void look(int from, int to) {
    for (int second = from; second <= to; second += 5) {
      detector.tick(T0.plusSeconds(second), findings::add);
    }
  }
}
