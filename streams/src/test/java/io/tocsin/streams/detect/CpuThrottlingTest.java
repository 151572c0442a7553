package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static io.tocsin.streams.testkit.Stage.playInterrupted;
import static io.tocsin.streams.testkit.Stage.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.cputhrottling.CpuThrottling;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Samples;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuThrottlingTest {
  private static final Duration LONG = Duration.ofMinutes(7);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void firesWhenItIsHeldBackForFiveMinutes() {
    Samples held = new Samples().throttled(0, LONG).throttled(0.4, LONG);

    List<Finding> findings = play(CpuThrottling.TYPE, held.list(), 0);

    assertThat(brief(findings)).containsExactly("warning firing");
    Finding finding = findings.get(0);
    assertThat(Duration.between(Events.T0.plus(LONG), finding.detectedAt()))
        .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(330));
    assertThat(finding.value()).isBetween(0.39, 0.41);
    assertThat(finding.summary()).contains("40 % of periods", "it gets 0.50 cores");
  }

  @Test
  void isSilentAtAQuarter() {
    assertThat(play(CpuThrottling.TYPE, new Samples().throttled(0.25, HOUR).list(), 0)).isEmpty();
  }

  @Test
  void isSilentWhenItEndsBeforeFiveMinutes() {
    Samples start = new Samples().throttled(0.9, Duration.ofSeconds(270)).throttled(0, HOUR);

    assertThat(play(CpuThrottling.TYPE, start.list(), 0)).isEmpty();
  }

  @Test
  void isSilentForBurstsThatComeAndGo() {
    Samples bursts = new Samples();
    for (int i = 0; i < 60; i++) {
      bursts.throttled(1, Duration.ofSeconds(10)).throttled(0, Duration.ofSeconds(50));
    }

    assertThat(play(CpuThrottling.TYPE, bursts.list(), 0)).isEmpty();
  }

  @Test
  void isSilentForAHealthCheckThatIsHeldBackWhileNothingElseRuns() {
    assertThat(play(CpuThrottling.TYPE, new Samples().work(1, 0.8, HOUR).list(), 0)).isEmpty();
  }

  @Test
  void isSilentWithoutAQuota() {
    assertThat(play(CpuThrottling.TYPE, new Samples().work(0, 0, HOUR).list(), 0)).isEmpty();
  }

  @Test
  void doesNotTakeARestartForAReading() {
    Samples restarts = new Samples();
    for (int i = 0; i < 10; i++) {
      restarts.restart().throttled(0.9, Duration.ofMinutes(3)).throttled(0, Duration.ofMinutes(1));
    }

    assertThat(play(CpuThrottling.TYPE, restarts.list(), 0)).isEmpty();
  }

  @Test
  void goesOnOverARestartThatMendsNothing() {
    Samples restarted = new Samples().throttled(0.9, LONG).restart().throttled(0.9, LONG);

    assertThat(brief(play(CpuThrottling.TYPE, restarted.list(), 0)))
        .containsExactly("warning firing");
  }

  @Test
  void resolvesAfterTwoQuietMinutes() {
    Samples mended = new Samples().throttled(0.9, LONG).throttled(0.1, Duration.ofSeconds(160));

    assertThat(brief(play(CpuThrottling.TYPE, mended.list(), 0)))
        .containsExactly("warning firing", "warning resolved");
  }

  @Test
  void resolvesWhenTheContainerHasEnded() {
    assertThat(brief(play(CpuThrottling.TYPE, new Samples().throttled(0.9, LONG).list(), 61)))
        .containsExactly("warning firing", "warning resolved");
  }

  @Test
  void judgesEachReplicaByItself() {
    List<ResourceSample> both = new ArrayList<>();
    both.addAll(new Samples().container("c1", "shop-web-1").throttled(0.5, LONG).list());
    both.addAll(new Samples().container("c2", "shop-web-2").throttled(0.1, LONG).list());
    both.sort(java.util.Comparator.comparing(ResourceSample::at));

    assertThat(play(CpuThrottling.TYPE, both, 0))
        .extracting(Finding::container)
        .containsExactly("shop-web-1");
  }

  @Test
  void takesItsValuesFromLabels() {
    Samples bearable = new Samples().label("cpu-throttling.ratio", "60%").throttled(0.5, HOUR);

    assertThat(play(CpuThrottling.TYPE, bearable.list(), 0)).isEmpty();
  }

  @Test
  void goesOnWhereItStood() {
    Samples held = new Samples().throttled(0.4, LONG).throttled(0, LONG).throttled(0.6, LONG);

    assertThat(written(playInterrupted(CpuThrottling.TYPE, held.list(), 100, 7)))
        .isEqualTo(written(play(CpuThrottling.TYPE, held.list(), 100)))
        .hasSize(4);
  }
}
