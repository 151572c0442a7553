package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.restartrate.RestartRate;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestartRateTest {
  @Test
  void firesAtTheThirdRestart() {
    Events loop = Events.of("backend").policy("always", 0).start();
    loop.at(5).crash(3, 0.1).at(10).crash(3, 0.2).at(15).crash(3, 0.4);

    List<Finding> findings = play(RestartRate.TYPE, loop.list(), 0);

    assertThat(brief(findings)).containsExactly("critical firing");
    Finding finding = findings.get(0);
    assertThat(finding.value()).isEqualTo(3);
    assertThat(finding.startedAt()).isEqualTo(Events.T0.plusSeconds(5));
    assertThat(finding.detectedAt()).isEqualTo(Events.T0.plusMillis(15_400));
    assertThat(finding.evidence())
        .containsEntry("exitCode", 3)
        .containsEntry("logs", List.of("bye"));
  }

  @Test
  void countsWhatIsToldLateInItsPlace() {
    Events loop = Events.of("backend").policy("always", 0).start();
    loop.at(5).crash(3, 0.1).at(10).crash(3, 0.2);
    Events latest = Events.of("backend").policy("always", 0);
    latest.at(20).crash(3, 0.4);
    List<EngineEvent> events = new ArrayList<>(latest.list());
    events.addAll(loop.list());

    List<Finding> findings = play(RestartRate.TYPE, events, 0);

    assertThat(findings).isNotEmpty();
    assertThat(findings.get(0).summary()).contains("3 times in 15").doesNotContain("-");
  }

  @Test
  void isSilentAtTwo() {
    Events twice = Events.of("backend").policy("always", 0).start();
    twice.at(5).crash(3, 0.1).at(10).crash(3, 0.2);

    assertThat(play(RestartRate.TYPE, twice.list(), 900)).isEmpty();
  }

  @Test
  void isSilentWhenThreeDoNotFitTheWindow() {
    Events slow = Events.of("backend").policy("always", 0).start();
    slow.at(5).crash(3, 0.1).at(310).crash(3, 0.1).at(620).crash(3, 0.1);

    assertThat(play(RestartRate.TYPE, slow.list(), 900)).isEmpty();
  }

  @Test
  void doesNotLoseALoopThatHasBackedOff() {
    Events loop = Events.of("backend").policy("always", 0).start();
    for (int minute = 0; minute < 20; minute++) {
      loop.at(minute * 63.0 + 3).crash(1, 60);
    }

    List<Finding> findings = play(RestartRate.TYPE, loop.list(), 0);

    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
    assertThat(findings).allMatch(Finding::isFiring);
  }

  @Test
  void isOneFindingForALoopOfLongRuns() {
    Events loop = Events.of("backend").policy("always", 0).start();
    for (int run = 1; run <= 20; run++) {
      loop.at(run * 180.0).crash(1, 0.1);
    }

    List<Finding> findings = play(RestartRate.TYPE, loop.list(), 0);

    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
    assertThat(findings).allMatch(Finding::isFiring);
  }

  @Test
  void doesNotRingAtEachReturnOfALoopThatComesAndGoes() {
    Events flapping = Events.of("backend").policy("always", 0).start();
    for (int burst = 0; burst < 24; burst++) {
      double at = burst * 900;
      flapping.at(at + 5).crash(1, 0.1).at(at + 10).crash(1, 0.2).at(at + 15).crash(1, 0.4);
    }

    List<Finding> findings = play(RestartRate.TYPE, flapping.list(), 0);

    assertThat(findings.stream().map(Finding::id).distinct()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void takesALoopOfAnotherDayForANewOne() {
    Events days = Events.of("backend").policy("always", 0).start();
    for (int day = 0; day < 3; day++) {
      double at = day * 86_400;
      days.at(at + 5).crash(1, 0.1).at(at + 10).crash(1, 0.2).at(at + 15).crash(1, 0.4);
    }

    assertThat(brief(play(RestartRate.TYPE, days.list(), 125)))
        .filteredOn(word -> word.endsWith("resolved"))
        .hasSize(3);
  }

  @Test
  void isSilentAtTwoRestartsInThreeHours() {
    Events seldom = Events.of("backend").policy("always", 0).start();
    for (int i = 1; i <= 20; i++) {
      seldom.at(i * 7_300.0).crash(1, 1);
    }

    assertThat(play(RestartRate.TYPE, seldom.list(), 900)).isEmpty();
  }

  @Test
  void resolvesAfterTwoMinutesOfRunning() {
    Events loop = Events.of("backend").policy("always", 0).start();
    loop.at(5).crash(3, 0.1).at(10).crash(3, 0.2).at(15).crash(3, 0.4);

    List<Finding> findings = play(RestartRate.TYPE, loop.list(), 125);

    assertThat(brief(findings)).containsExactly("critical firing", "critical resolved");
    assertThat(Duration.between(Events.T0, findings.get(1).endedAt()))
        .isBetween(Duration.ofSeconds(135), Duration.ofSeconds(137));
  }

  @Test
  void resolvesSoonAfterAStopOnPurpose() {
    Events loop = Events.of("backend").policy("always", 0).start();
    loop.at(5).crash(3, 0.1).at(10).crash(3, 0.2).at(15).crash(3, 0.4).at(20).stop(0);

    assertThat(brief(play(RestartRate.TYPE, loop.list(), 12)))
        .containsExactly("critical firing", "critical resolved");
  }

  @Test
  void followsTheServiceOverRecreatedContainers() {
    Events loop = Events.of("backend");
    for (int i = 1; i <= 4; i++) {
      loop.container("task" + i).at(i * 10.0).create().after(0.1).start().after(4).die(1);
    }

    assertThat(brief(play(RestartRate.TYPE, loop.list(), 0))).containsExactly("critical firing");
  }

  @Test
  void countsCleanExitsOnlyOfShortRuns() {
    Events shortRuns = Events.of("backend").policy("always", 0).start();
    shortRuns.at(2).crash(0, 0.1).at(4).crash(0, 0.1).at(6).crash(0, 0.1);
    Events longRuns = Events.of("worker").policy("always", 0).start();
    longRuns.at(30).crash(0, 0.1).at(60).crash(0, 0.1).at(90).crash(0, 0.1).at(120).crash(0, 0.1);

    assertThat(brief(play(RestartRate.TYPE, shortRuns.list(), 0)))
        .containsExactly("critical firing");
    assertThat(play(RestartRate.TYPE, longRuns.list(), 900)).isEmpty();
  }

  @Test
  void warnsOfOneRestartAnHour() {
    Events slow = Events.of("backend").policy("always", 0).start();
    slow.at(100).crash(1, 1).at(3_500).crash(1, 1).at(7_000).crash(1, 1);
    slow.at(10_500).crash(1, 1);

    List<Finding> findings = play(RestartRate.TYPE, slow.list(), 0);

    assertThat(findings)
        .isNotEmpty()
        .allMatch(finding -> brief(List.of(finding)).contains("warning firing"));
  }

  @Test
  void takesItsValuesFromLabels() {
    Events loop = Events.of("backend").policy("always", 0);
    loop.label("restart-rate.restarts", "2").label("restart-rate.window", "soon").start();
    loop.at(5).crash(3, 0.1).at(10).crash(3, 0.2);

    List<Finding> findings = play(RestartRate.TYPE, loop.list(), 0);

    assertThat(brief(findings)).containsExactly("critical firing");
    assertThat(String.valueOf(findings.get(0).evidence().get("ignoredLabels")))
        .contains("tocsin.restart-rate.window", "soon");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.tocsin.streams.testkit.Purposes#all")
  void isSilentOnPurpose(String name, List<EngineEvent> events) {
    assertThat(play(RestartRate.TYPE, events, 900)).isEmpty();
  }
}
