package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.apistorm.ApiStorm;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiStormTest {

  @Test
  void firesForCallsThatComeFastAndGoOn() {
    Events storm = Events.of("job");
    for (int i = 0; i < 40; i++) {
      storm.at(i * 0.4).container("c" + i).removeByForce();
    }

    List<Finding> findings = play(ApiStorm.TYPE, storm.list(), 60);

    assertThat(brief(findings)).containsExactly("warning firing", "warning resolved");
    assertThat(findings.get(0).value()).isEqualTo(25);
    assertThat(findings.get(0).startedAt()).isEqualTo(Events.T0);
    assertThat(findings.get(0).summary()).contains("most of them kill");
  }

  @Test
  void isCriticalAtFiveASecond() {
    Events storm = Events.of("job");
    for (int i = 0; i < 100; i++) {
      storm.at(i * 0.15).container("c" + i).action("exec_create");
    }

    assertThat(brief(play(ApiStorm.TYPE, storm.list(), 0))).contains("critical firing");
  }

  @Test
  void isSilentAtOneCallInSixTenthsOfASecond() {
    Events busy = Events.of("job");
    for (int i = 0; i < 200; i++) {
      busy.at(i * 0.6).container("c" + i).action("exec_create");
    }

    assertThat(play(ApiStorm.TYPE, busy.list(), 60)).isEmpty();
  }

  @Test
  void firesAtOneCallEachHalfSecondThatGoesOn() {
    Events steady = Events.of("job");
    for (int i = 0; i < 60; i++) {
      steady.at(i * 0.5).container("c" + i).action("exec_create");
    }

    List<Finding> findings = play(ApiStorm.TYPE, steady.list(), 0);

    assertThat(brief(findings)).containsExactly("warning firing");
    assertThat(findings.get(0).detectedAt()).isBefore(Events.T0.plusSeconds(14));
  }

  @Test
  void isSilentJustBelowThat() {
    Events steady = Events.of("job");
    for (int i = 0; i < 600; i++) {
      steady.at(i * 0.53).container("c" + i).action("exec_create");
    }

    assertThat(play(ApiStorm.TYPE, steady.list(), 60)).isEmpty();
  }

  @Test
  void isSilentForAShortBurst() {
    Events burst = Events.of("job");
    for (int i = 0; i < 30; i++) {
      burst.at(i * 0.1).container("c" + i).removeByForce();
    }

    assertThat(play(ApiStorm.TYPE, burst.list(), 60)).isEmpty();
  }

  @Test
  void isSilentWhenAStackOfTwentyComesUpAndGoesDown() {
    Events stack = Events.of("web");
    for (int i = 0; i < 20; i++) {
      stack
          .at(i * 0.48)
          .container("c" + i)
          .create()
          .after(0.1)
          .network("connect")
          .after(0.1)
          .start();
    }
    for (int i = 0; i < 20; i++) {
      stack.at(120 + i * 0.48).container("c" + i).stop(0).after(0.02).network("disconnect");
      stack.after(0.05).action("destroy");
    }

    assertThat(play(ApiStorm.TYPE, stack.list(), 60)).isEmpty();
  }

  @Test
  void isSilentHoweverLongItTakesToBringContainersUpThatLast() {
    Events stack = Events.of("web");
    for (int i = 0; i < 60; i++) {
      stack.at(i * 0.4).container("c" + i).create().after(0.1).start();
    }

    assertThat(play(ApiStorm.TYPE, stack.list(), 120)).isEmpty();
  }

  @Test
  void isSilentWhenThirtyOldContainersAreTakenDownOneAfterTheOther() {
    Events stack = Events.of("web");
    for (int i = 0; i < 30; i++) {
      stack.at(i).container("c" + i).create().after(0.1).start();
    }
    for (int i = 0; i < 30; i++) {
      stack.at(200 + i * 0.7).container("c" + i).stop(0).after(0.02).network("disconnect");
      stack.after(0.3).action("destroy");
    }

    assertThat(play(ApiStorm.TYPE, stack.list(), 60)).isEmpty();
  }

  @Test
  void isSilentWhenThirtyContainersAreRestartedAndStoppedAndStartedOnceEach() {
    Events stack = Events.of("web");
    for (int i = 0; i < 30; i++) {
      stack.at(i * 0.4).container("c" + i).restart(0);
    }
    for (int i = 0; i < 30; i++) {
      stack.at(200 + i * 0.4).container("c" + i).stop(0).after(0.1).start();
    }

    assertThat(play(ApiStorm.TYPE, stack.list(), 120)).isEmpty();
  }

  @Test
  void firesWhenOldContainersAreRemovedByForceOneAfterTheOther() {
    Events storm = Events.of("web");
    for (int i = 0; i < 30; i++) {
      storm.at(i).container("c" + i).create().after(0.1).start();
    }
    for (int i = 0; i < 30; i++) {
      storm.at(200 + i * 0.45).container("c" + i).removeByForce();
    }

    assertThat(brief(play(ApiStorm.TYPE, storm.list(), 60)))
        .containsExactly("warning firing", "warning resolved");
  }

  @Test
  void firesWhenTheSameContainersAreRestartedOverAndOver() {
    Events loop = Events.of("web");
    for (int i = 0; i < 60; i++) {
      loop.at(i * 0.4).container("c" + i % 5).restart(0);
    }

    assertThat(brief(play(ApiStorm.TYPE, loop.list(), 60)))
        .containsExactly("warning firing", "warning resolved");
  }

  @Test
  void firesForContainersThatComeAndGo() {
    Events loop = Events.of("job");
    for (int i = 0; i < 40; i++) {
      loop.at(i * 0.5).container("c" + i).create().after(0.1).start().after(0.2).action("die");
      loop.after(0.1).action("destroy");
    }

    assertThat(brief(play(ApiStorm.TYPE, loop.list(), 60))).contains("critical firing");
  }

  @Test
  void isSilentForHealthProbesAndRestartsByPolicy() {
    Events probes = Events.of("web").policy("always", 0);
    for (int i = 0; i < 300; i++) {
      probes.at(i * 0.1).container("c" + i % 10).with("healthProbe", "true").action("exec_create");
      probes.with("healthProbe", "true").action("exec_start").action("exec_die");
    }
    Events loop = Events.of("web").policy("always", 0).start();
    for (int i = 0; i < 100; i++) {
      loop.at(1 + i * 0.3).crash(1, 0.1);
    }

    assertThat(play(ApiStorm.TYPE, probes.list(), 60)).isEmpty();
    assertThat(play(ApiStorm.TYPE, loop.list(), 60)).isEmpty();
  }

  @Test
  void countsCallsAndNotEvents() {
    Events calls = Events.of("web");
    for (int i = 0; i < 20; i++) {
      calls.at(i).container("c" + i).create().after(0.1).network("connect").after(0.1).start();
      calls.at(i + 0.5).container("c" + i).restart(0);
    }

    // Three calls a second, though there are ten events: run counts two, restart one.
    List<Finding> findings = play(ApiStorm.TYPE, calls.list(), 0);

    assertThat(findings.get(0).value()).isEqualTo(30);
  }
}
