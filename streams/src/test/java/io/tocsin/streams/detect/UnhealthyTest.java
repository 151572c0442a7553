package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.unhealthy.Unhealthy;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnhealthyTest {
  @Test
  void firesAtOnceWithTheProbesOutput() {
    Events sick = Events.of("web").start().at(30).health("unhealthy", "connection refused");

    List<Finding> findings = play(Unhealthy.TYPE, sick.list(), 0);

    assertThat(brief(findings)).containsExactly("critical firing");
    assertThat(findings.get(0).summary()).contains("connection refused");
  }

  @Test
  void isSilentWhileItStartsAndIsHealthy() {
    Events well =
        Events.of("web").start().at(1).health("starting", "no").at(30).health("healthy", "");

    assertThat(play(Unhealthy.TYPE, well.list(), 900)).isEmpty();
  }

  @Test
  void resolvesThirtySecondsAfterItIsHealthy() {
    Events mended =
        Events.of("web").start().at(30).health("unhealthy", "x").at(90).health("healthy", "");

    assertThat(brief(play(Unhealthy.TYPE, mended.list(), 29))).containsExactly("critical firing");
    assertThat(brief(play(Unhealthy.TYPE, mended.list(), 31)))
        .containsExactly("critical firing", "critical resolved");
  }

  @Test
  void warnsOfFlapping() {
    Events flaps = Events.of("web").start().at(30).health("unhealthy", "x");
    flaps.at(60).health("healthy", "").at(120).health("unhealthy", "x");

    assertThat(brief(play(Unhealthy.TYPE, flaps.list(), 0)))
        .containsExactly(
            "critical firing", "critical resolved", "critical firing", "warning firing");
  }

  @Test
  void isSilentWhileItIsStopped() {
    Events stopping = Events.of("web").start().at(30).kill("15").after(5).health("unhealthy", "x");
    stopping.after(3).die(0).action("stop");

    assertThat(play(Unhealthy.TYPE, stopping.list(), 60)).isEmpty();
  }

  @Test
  void resolvesWhenItIsStoppedOnPurpose() {
    Events stopped = Events.of("web").start().at(30).health("unhealthy", "x").at(40).stop(0);

    assertThat(brief(play(Unhealthy.TYPE, stopped.list(), 31)))
        .containsExactly("critical firing", "critical resolved");
  }
}
