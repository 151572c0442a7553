package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.forceremoval.ForceRemoval;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForceRemovalTest {
  @Test
  void firesWhenARunningContainerIsRemoved() {
    List<Finding> findings =
        play(ForceRemoval.TYPE, Events.of("web").start().at(60).removeByForce().list(), 121);

    assertThat(brief(findings)).containsExactly("warning firing", "warning resolved");
    assertThat(findings.get(0).startedAt()).isEqualTo(Events.T0.plusSeconds(60));
  }

  @Test
  void firesForAContainerThatHasJustBeenMade() {
    Events young = Events.of("web").create().after(0.2).start().at(3).removeByForce();

    assertThat(brief(play(ForceRemoval.TYPE, young.list(), 0))).containsExactly("warning firing");
  }

  @Test
  void countsASecondOne() {
    Events twice = Events.of("web").start().container("c2").start();
    twice.at(60).container("c1").removeByForce().after(1).container("c2").removeByForce();

    List<Finding> findings = play(ForceRemoval.TYPE, twice.list(), 0);

    assertThat(findings).extracting(Finding::value).containsExactly(1.0, 2.0);
  }

  @Test
  void isSilentWhenItIsRecreated() {
    Events recreated = Events.of("web").start().at(60);
    recreated.container("c2").with("com.docker.compose.replace", "c1").create();
    recreated.after(0.5).container("c1").removeByForce().after(0.2).container("c2").start();

    assertThat(play(ForceRemoval.TYPE, recreated.list(), 200)).isEmpty();
  }

  @Test
  void isSilentWhenItHadBeenStoppedOrHadDied() {
    Events stopped = Events.of("web").start().at(60).stop(0).after(1).action("destroy");
    Events killed =
        Events.of("web").start().at(60).kill("15").after(10).kill("9").after(0.1).die(137);
    killed.action("stop").after(1).action("destroy");
    Events died = Events.of("web").start().at(60).die(1).after(1).action("destroy");
    Events created = Events.of("web").create().at(60).action("destroy");

    assertThat(play(ForceRemoval.TYPE, stopped.list(), 200)).isEmpty();
    assertThat(play(ForceRemoval.TYPE, killed.list(), 200)).isEmpty();
    assertThat(play(ForceRemoval.TYPE, died.list(), 200)).isEmpty();
    assertThat(play(ForceRemoval.TYPE, created.list(), 200)).isEmpty();
  }

  @Test
  void isSilentForContainersThatRemoveThemselves() {
    Events job = Events.of("job").autoRemove().start().at(60).removeByForce();

    assertThat(play(ForceRemoval.TYPE, job.list(), 200)).isEmpty();
  }
}
