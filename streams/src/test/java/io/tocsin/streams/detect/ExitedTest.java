package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.exited.Exited;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExitedTest {
  @Test
  void firesTenSecondsAfterADeathThatNobodyMends() {
    Events dead = Events.of("job").start().at(5).die(3);

    List<Finding> findings = play(Exited.TYPE, dead.list(), 11);

    assertThat(brief(findings)).containsExactly("critical firing");
    assertThat(findings.get(0).startedAt()).isEqualTo(Events.T0.plusSeconds(5));
    assertThat(findings.get(0).summary()).contains("exited with code 3");
  }

  @Test
  void isSilentJustBeforeAndAfterAStart() {
    Events soon = Events.of("job").start().at(5).die(3);
    Events mended = Events.of("job").start().at(5).die(3).at(14).start();

    assertThat(play(Exited.TYPE, soon.list(), 9)).isEmpty();
    assertThat(play(Exited.TYPE, mended.list(), 900)).isEmpty();
  }

  @Test
  void isSilentWhereThePolicyWillStartIt() {
    Events waits = Events.of("web").policy("unless-stopped", 0).start().at(5).die(3).at(65).start();

    assertThat(play(Exited.TYPE, waits.list(), 100)).isEmpty();
  }

  @Test
  void firesWhenThePolicyGivesUp() {
    Events tired = Events.of("web").policy("on-failure", 2).start();
    tired.at(5).crash(1, 0.1).at(10).crash(1, 0.2).at(15).die(1);

    List<Finding> findings = play(Exited.TYPE, tired.list(), 11);

    assertThat(brief(findings)).containsExactly("critical firing");
    assertThat(findings.get(0).summary()).contains("on-failure:2");
  }

  @Test
  void believesTheEngineMoreThanThePolicy() {
    Events told = Events.of("web").policy("on-failure", 5).start().at(5);
    told.with("restarting", "false").die(1);

    assertThat(brief(play(Exited.TYPE, told.list(), 11))).containsExactly("critical firing");
  }

  @Test
  void isSilentForInteractiveContainers() {
    assertThat(play(Exited.TYPE, Events.of("sh").interactive().start().at(5).die(130).list(), 60))
        .isEmpty();
  }

  @Test
  void isSilentWhereAPersonRemovesItAtOnce() {
    Events removed = Events.of("job").start().at(5).die(3).at(9).action("destroy");

    assertThat(play(Exited.TYPE, removed.list(), 60)).isEmpty();
  }

  @Test
  void firesForAContainerThatTheEngineRemoves() {
    Events removed =
        Events.of("job").autoRemove().start().at(5).die(3).after(0.1).action("destroy");

    assertThat(brief(play(Exited.TYPE, removed.list(), 400)))
        .containsExactly("critical firing", "critical resolved");
  }

  @Test
  void resolvesWhenItRunsAgainForTenSeconds() {
    Events mended = Events.of("job").start().at(5).die(3).at(60).start();

    assertThat(brief(play(Exited.TYPE, mended.list(), 5))).containsExactly("critical firing");
    assertThat(brief(play(Exited.TYPE, mended.list(), 11)))
        .containsExactly("critical firing", "critical resolved");
  }

  @Test
  void resolvesWhenItIsRemovedOrReplaced() {
    Events removed = Events.of("job").start().at(5).die(3).at(60).action("destroy");
    Events replaced = Events.of("job").start().at(5).die(3).at(60).container("c2").create().start();

    assertThat(brief(play(Exited.TYPE, removed.list(), 0)))
        .containsExactly("critical firing", "critical resolved");
    assertThat(brief(play(Exited.TYPE, replaced.list(), 11)))
        .containsExactly("critical firing", "critical resolved");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.tocsin.streams.testkit.Purposes#all")
  void isSilentOnPurpose(String name, List<EngineEvent> events) {
    assertThat(play(Exited.TYPE, events, 900)).isEmpty();
  }
}
