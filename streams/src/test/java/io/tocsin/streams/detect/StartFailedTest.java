package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.startfailed.StartFailed;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StartFailedTest {
  /** As the engine 20.10 writes it. */
  private static final String COMMAND =
      "failed to create shim task: OCI runtime create failed: runc create failed: unable to start "
          + "container process: exec: \"/no/such\": stat /no/such: no such file or directory: unknown";

  @Test
  void firesAtOnceWithTheEnginesOwnWords() {
    Events refused = Events.of("web").create().after(0.2).startFailed(127, COMMAND);

    List<Finding> findings = play(StartFailed.TYPE, refused.list(), 600);

    assertThat(brief(findings)).containsExactly("critical firing");
    Finding finding = findings.get(0);
    assertThat(finding.detectedAt()).isEqualTo(Events.T0.plusMillis(200));
    assertThat(finding.summary())
        .isEqualTo(
            "the engine refused to start shop-web-1: exec: \"/no/such\": stat /no/such: "
                + "no such file or directory: unknown");
    assertThat(finding.evidence()).containsEntry("error", COMMAND).containsEntry("exitCode", 127);
  }

  @Test
  void resolvesWhenItStarts() {
    Events mended = Events.of("web").create().after(0.2).startFailed(128, "port taken");

    assertThat(brief(play(StartFailed.TYPE, mended.after(60).start().list(), 0)))
        .containsExactly("critical firing", "critical resolved");
  }

  @Test
  void resolvesWhenItIsRemoved() {
    Events removed = Events.of("web").create().after(0.2).startFailed(128, "port taken");

    assertThat(brief(play(StartFailed.TYPE, removed.after(60).action("destroy").list(), 0)))
        .containsExactly("critical firing", "critical resolved");
  }

  @Test
  void isOneFindingForAContainerThatIsTriedAgain() {
    Events tried = Events.of("web").create().after(0.2).startFailed(128, "port taken");

    List<Finding> findings =
        play(StartFailed.TYPE, tried.after(5).startFailed(127, COMMAND).list(), 0);

    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id()).hasSize(2);
    assertThat(findings.get(1).summary()).contains("/no/such");
  }

  @Test
  void judgesEachReplicaByItself() {
    Events replicas = Events.of("web").container("c1").create().after(0.2).startFailed(128, "port");
    replicas.after(0.1).container("c2").create().after(0.2).start();

    assertThat(brief(play(StartFailed.TYPE, replicas.list(), 600)))
        .containsExactly("critical firing");
  }

  static List<UnaryOperator<Events>> ownersThatAreTold() {
    return List.of(Events::interactive, Events::autoRemove, Events::oneOff);
  }

  @ParameterizedTest
  @MethodSource("ownersThatAreTold")
  void isSilentWhereTheCommandItselfTellsThePerson(UnaryOperator<Events> owner) {
    Events typo = owner.apply(Events.of("web")).create().after(0.2).startFailed(127, COMMAND);

    assertThat(play(StartFailed.TYPE, typo.list(), 600)).isEmpty();
  }

  @Test
  void isSilentForAContainerThatWasMerelyCreated() {
    assertThat(play(StartFailed.TYPE, Events.of("web").create().list(), 3_600)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.tocsin.streams.testkit.Purposes#all")
  void isSilentOnPurpose(String name, List<EngineEvent> events) {
    assertThat(play(StartFailed.TYPE, events, 900)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'Bind for 0.0.0.0:80 failed: port is already allocated', a port that it publishes is taken",
    "'exec: \"/tmp\": permission denied: unknown', 'its image has no such command, or it cannot be"
        + " executed'",
    "'error mounting \"/etc/hostname\" to rootfs at \"/tmp\"', 'something that it mounts is missing,"
        + " or does not fit'",
    "'network stats-nosuch not found', 'its network is missing, or has no address left'",
  })
  void saysWhatTheWordsMean(String error, String meaning) {
    Events refused = Events.of("web").create().after(0.2).startFailed(128, error);

    assertThat(play(StartFailed.TYPE, refused.list(), 0).get(0).evidence())
        .containsEntry("meaning", meaning);
  }
}
